import { describe, expect, it } from "@jest/globals";
import { read, zip } from "../support/documents.js";
import { chunksOf } from "../support/chunks.js";
import { workbook, workbookEntries } from "../support/workbooks.js";

const header = ["Port", "Height", "Since"];
const heights = [
  header,
  ["Saint-Malo", { number: 12.2 }, { number: 1890 }],
  ["Brest", { number: 7 }, { number: 1846 }],
];

describe("workbooks of Excel", () => {
  it("give their sheets as headings over tables", async () => {
    const { blocks, format } = await read(
      "ports.xlsx",
      workbook([
        { name: "Heights & more", rows: heights },
        { name: "Nothing", rows: [] },
        { name: "Notes", rows: [["Measured by hand"]] },
      ]),
    );
    expect(format).toBe("xlsx");
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "Heights & more" },
      { kind: "table", headerRows: 1, text: "Port\tHeight\tSince\nSaint-Malo\t12.2\t1890\nBrest\t7\t1846" },
      { kind: "heading", level: 1, text: "Notes" },
      { kind: "paragraph", text: "Measured by hand" },
    ]);
  });

  it("show hidden sheets, marked", async () => {
    const { text } = await read("hidden.xlsx", workbook([{ name: "Costs", rows: [["Secret"]], state: "veryHidden" }]));
    expect(text).toBe("Costs (hidden)\n\nSecret");
  });

  it("show numbers as the workbook does, and identifiers with all their digits", async () => {
    const formats = ["#,##0.00", "0%", "yyyy\\-mm\\-dd", "d mmm yyyy", "[h]:mm", "$#,##0", ";;;"];
    const cells = [
      { number: 1234.5, style: 1 },
      { number: 0.256, style: 2 },
      { number: 45_292, style: 3 },
      { number: 45_292, style: 4 },
      { number: 1.5, style: 5 },
      { number: -1200, style: 6 },
      { number: 7, style: 7 },
      { number: 45_292, style: 8 },
      { number: "9780306406157" },
      { number: "0.30000000000000004" },
      { number: "1E-3" },
      { number: "NaN", style: 1 },
    ];
    const { blocks } = await read("numbers.xlsx", workbook([{ name: "S", rows: [cells] }], { formats }));
    expect(blocks[1]?.text.split("\t")).toEqual([
      "1,234.50",
      "26%",
      "2024-01-01",
      "1 Jan 2024",
      "36:00",
      "-$1,200",
      "7",
      "2024-01-01",
      "9780306406157",
      "0.3",
      "0.001",
      "NaN",
    ]);
  });

  it("count dates from 1904 where they say so", async () => {
    const sheet = {
      name: "S",
      rows: [
        [
          { number: 0, style: 1 },
          { number: 43_830, style: 1 },
        ],
      ],
    };
    const { blocks } = await read("mac.xlsx", workbook([sheet], { formats: ["yyyy-mm-dd"], countsFrom1904: true }));
    expect(blocks[1]?.text).toBe("1904-01-01\t2024-01-01");
  });

  it("give what cells show: rich text, results of formulas, truth values, errors", async () => {
    const cells = [
      {
        xml: `<c t="inlineStr"><is><r><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh></is></c>`,
      },
      { xml: `<c t="str"><f>A1&amp;"x"</f><v>joined</v></c>` },
      { xml: `<c><f>SUM(1,2)</f><v>3</v></c>` },
      { xml: `<c t="b"><v>1</v></c>` },
      { xml: `<c t="e"><v>#DIV/0!</v></c>` },
      { xml: `<c t="d"><v>2024-05-06T00:00:00</v></c>` },
    ];
    const { blocks } = await read("cells.xlsx", workbook([{ name: "S", rows: [cells] }]));
    expect(blocks[1]?.text).toBe("rich text\tjoined\t3\tTRUE\t#DIV/0!\t2024-05-06");
  });

  it("repeat what merged cells show: names over columns, groups beside rows; a title stands once", async () => {
    const n = (number: number): { number: number } => ({ number });
    const rows = [
      ["Sales", null, null, null],
      ["Region", "2023", null, "2024"],
      [null, "Spring", "Autumn", "Spring"],
      ["North", n(1), n(2), n(3)],
      [null, n(4), n(5), n(6)],
    ];
    const { blocks } = await read(
      "merged.xlsx",
      workbook([{ name: "S", rows, merged: ["A1:D1", "A2:A3", "B2:C2", "A4:A5"] }]),
    );
    expect(blocks.slice(1)).toMatchObject([
      { kind: "paragraph", text: "Sales" },
      {
        kind: "table",
        headerRows: 2,
        text: "Region\t2023\t2023\t2024\nRegion\tSpring\tAutumn\tSpring\nNorth\t1\t2\t3\nNorth\t4\t5\t6",
      },
    ]);
  });

  it("keep tables apart that empty rows separate", async () => {
    const rows = [...heights, [], [], ["Ship", "Length"], ["Astrid", { number: 42 }]];
    const { blocks } = await read("two.xlsx", workbook([{ name: "S", rows }]));
    expect(blocks.slice(1)).toMatchObject([{ headerRows: 1 }, { headerRows: 1, text: "Ship\tLength\nAstrid\t42" }]);
  });

  it("give the notes on cells with their authors", async () => {
    const notes = `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Ann</author></authors><commentList><comment ref="B2" authorId="0"><text><r><t>Ann:</t></r><r><t>\nMeasured at noon</t></r></text></comment></commentList></comments>`;
    const { blocks } = await read("notes.xlsx", workbook([{ name: "S", rows: heights, notes }]));
    expect(blocks.at(-1)).toMatchObject({ kind: "paragraph", text: "Note on B2 by Ann: Measured at noon" });
  });

  it("of any length have the names of the columns and the sheet over each chunk", async () => {
    const rows = [
      header,
      ...Array.from({ length: 3_000 }, (_, at) => [`Port ${at}`, { number: at / 10 }, { number: at }]),
    ];
    const { blocks } = await read("long.xlsx", workbook([{ name: "Heights", rows }]));
    const chunks = await chunksOf(blocks);
    expect(chunks.length).toBeGreaterThan(20);
    for (const { text, headingPath } of chunks) {
      expect(text).toMatch(/^(?:Heights\n\n)?Port\tHeight\tSince\nPort \d+\t/);
      expect(headingPath).toEqual(["Heights"]);
    }
  });

  it("pass over any number of empty rows", async () => {
    const empty = Array.from({ length: 200_000 }, (_, at) => `<row r="${at + 2}"><c r="A${at + 2}" s="0"/></row>`).join(
      "",
    );
    const entries = workbookEntries([{ name: "S", rows: [["Only this"]] }]).map((entry) =>
      entry.name === "xl/worksheets/sheet1.xml"
        ? { ...entry, content: Buffer.from(entry.content.toString().replace("</sheetData>", `${empty}</sheetData>`)) }
        : entry,
    );
    expect((await read("empty.xlsx", zip(entries))).text).toBe("S\n\nOnly this");
  });

  it("are refused when they inflate beyond the limit, before anything is inflated", async () => {
    const bomb = zip([
      ...workbookEntries([{ name: "S", rows: heights }]),
      { name: "xl/worksheets/sheet2.xml", content: Buffer.alloc(8_388_608, " ") },
    ]);
    await expect(read("bomb.xlsx", bomb, { inflatedBytes: 1_048_576 })).rejects.toMatchObject({
      code: "DOCUMENT_TOO_LARGE",
    });
  });

  it("are refused when a part inflates to more than it declares", async () => {
    const entries = workbookEntries([{ name: "S", rows: heights }]).map((entry) =>
      entry.name === "xl/worksheets/sheet1.xml"
        ? { ...entry, content: Buffer.concat([entry.content, Buffer.alloc(8_388_608, " ")]), declaredSize: 100 }
        : entry,
    );
    await expect(read("lie.xlsx", zip(entries))).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
  });

  it.each([
    [
      "entities",
      `<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>`,
      "DOCUMENT_CORRUPT",
    ],
    ["a cell of two million characters", `<sst><si><t>${"x".repeat(2_000_000)}</t></si></sst>`, "DOCUMENT_TOO_LARGE"],
    ["XML that is cut off", `<sst><si><t>text`, "DOCUMENT_CORRUPT"],
  ])("are refused with %s in their texts", async (_, strings, code) => {
    const entries = workbookEntries([{ name: "S", rows: heights }]).map((entry) =>
      entry.name === "xl/sharedStrings.xml" ? { ...entry, content: Buffer.from(strings) } : entry,
    );
    await expect(read("hostile.xlsx", zip(entries))).rejects.toMatchObject({ code });
  });

  it("are refused when they hold no workbook, or no text", async () => {
    await expect(read("none.xlsx", zip([{ name: "a.txt", content: Buffer.from("a") }]))).rejects.toMatchObject({
      code: "DOCUMENT_CORRUPT",
    });
    await expect(read("void.xlsx", workbook([{ name: "S", rows: [] }]))).rejects.toMatchObject({
      code: "DOCUMENT_EMPTY",
    });
    await expect(read("text.xlsx", "only,text\n1,2\n")).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
  });
});

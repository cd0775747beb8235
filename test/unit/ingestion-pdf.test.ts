import { describe, expect, it } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { type PlacedText, pdf, read } from "../support/documents.js";

const lines = (texts: readonly string[], x: number, y: number, size = 10): PlacedText[] =>
  texts.map((text, at) => ({ text, x, y: y - at * size * 1.2, size }));

const left = [
  "The moon pulls the sea towards itself, and",
  "so does the sun, though with less than half",
  "of its force, because it is so much farther",
  "away from us than the moon has ever been.",
];
const right = [
  "Twice in a month both pull together, and the",
  "water rises higher than on all of the other",
  "days: these are the spring tides that sailors",
  "have known for as long as they have sailed.",
];

describe("PDF", () => {
  it("gives paragraphs with their page, headings by size, and its properties", async () => {
    const first = [{ text: "Of the tides", x: 72, y: 740, size: 20 }, ...lines(left, 72, 700)];
    const second = lines(right, 72, 700);
    const info = "<< /Title (Tides) /Author (A. Fisher) /CreationDate (D:20240506070809+02'00') >>";
    const { blocks, facts, format } = await read("tides.bin", pdf([first, second], { info }));
    expect(format).toBe("pdf");
    expect(facts).toMatchObject({ title: "Tides", author: "A. Fisher", pages: 2 });
    expect(facts.publishedAt?.toISOString()).toBe("2024-05-06T05:08:09.000Z");
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "Of the tides", page: 1 },
      { kind: "paragraph", text: left.join(" "), page: 1 },
      { kind: "paragraph", text: right.join(" "), page: 2 },
    ]);
  });

  it("reads column after column, whether they are drawn so or line by line", async () => {
    const drawnByColumn = [...lines(left, 50, 700), ...lines(right, 320, 700)];
    const a = lines(left, 50, 700);
    const b = lines(right, 320, 700);
    const drawnByLine = a.flatMap((line, at) => [line, ...b.slice(at, at + 1)]);
    for (const page of [drawnByColumn, drawnByLine]) {
      const { blocks } = await read("columns.pdf", pdf([page]));
      expect(blocks.map(({ text }) => text)).toEqual([left.join(" "), right.join(" ")]);
    }
  });

  const rows = [
    ["Port", "Country", "Metres"],
    ["Saint-Malo", "France", "12.2"],
    ["Naples", "Italy", "0.4"],
    ["Bristol", "England", "14.5"],
    ["Genoa", "Italy", "0.3"],
  ];
  const cells = rows.map((row, at) => row.map((text, column) => ({ text, x: 72 + column * 120, y: 700 - at * 14 })));

  it("puts the rows of a table together, whether they are drawn by row or by column", async () => {
    const byColumn = [0, 1, 2].flatMap((column) => cells.flatMap((row) => row.slice(column, column + 1)));
    for (const page of [cells.flat(), byColumn]) {
      const { blocks } = await read("table.pdf", pdf([page]));
      expect(blocks).toMatchObject([
        { kind: "table", text: rows.map((row) => row.join("\t")).join("\n"), headerRows: 1, page: 1 },
      ]);
    }
  });

  it("joins a sign of a currency to its amount", async () => {
    const page = [0, 1].flatMap((row) => [
      { text: row === 0 ? "Sales" : "Costs", x: 72, y: 700 - row * 14 },
      { text: "$", x: 200, y: 700 - row * 14 },
      { text: "1,234", x: 240, y: 700 - row * 14 },
      { text: "$", x: 280, y: 700 - row * 14 },
      { text: "987", x: 330, y: 700 - row * 14 },
    ]);
    expect((await read("sales.pdf", pdf([page]))).text).toBe("Sales\t$1,234\t$987\nCosts\t$1,234\t$987");
  });

  it("joins words that were hyphenated, and paragraphs that a page interrupts", async () => {
    const hyphenated = [
      "A long line about the spring tides and their height, of which the sail-",
      "ors of all times have spoken with some respect, as they well might, and",
    ];
    const { blocks, text } = await read(
      "a.pdf",
      pdf([lines(hyphenated, 72, 700), lines(["should have done more often than they did."], 72, 700)]),
    );
    expect(text).toContain("of which the sailors of all times");
    expect(text).toContain("as they well might, and should have done");
    expect(blocks[1]).toMatchObject({ page: 2, joint: " " });
  });

  it("is recognised under any name", async () => {
    expect((await read("report.docx", pdf([lines(left, 72, 700)]))).format).toBe("pdf");
  });

  it("is refused when it needs a password", async () => {
    const hash = "<".concat("ab".repeat(32), ">");
    const locked = pdf([lines(left, 72, 700)], {
      trailer: `/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${hash} /U ${hash} /P -4 >>`,
    });
    await expect(read("locked.pdf", locked)).rejects.toMatchObject({ code: "DOCUMENT_ENCRYPTED" });
  });

  it("opens with its password, and says what is wrong without", async () => {
    for (const [name, password] of [
      ["locked-aes-256.pdf", "Hafen-T\u00fcr"],
      ["locked-rc4-128.pdf", "harbour"],
    ] as const) {
      const locked = await fixture(name);
      expect((await read(name, locked, {}, { password })).text).toBe("The code of the northern gate is 4711.");
      await expect(read(name, locked)).rejects.toMatchObject({
        code: "DOCUMENT_ENCRYPTED",
        message: expect.stringContaining("only with a password"),
      });
      await expect(read(name, locked, {}, { password: "guess" })).rejects.toMatchObject({
        code: "DOCUMENT_ENCRYPTED",
        message: expect.stringContaining("is wrong"),
      });
    }
  });

  it("opens without one when only changing it is forbidden", async () => {
    expect((await read("a.pdf", await fixture("locked-owner-only.pdf"))).text).toContain("4711");
  });

  it("is refused when it has no text, and when it is garbage", async () => {
    await expect(read("scan.pdf", pdf([[], []]))).rejects.toThrow(/has no text/);
    const garbage = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(50_000, "1 0 obj << /Type /Catalog")]);
    await expect(read("garbage.pdf", garbage)).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
  });
});

/** A file that was encrypted by qpdf. */
function fixture(name: string): Promise<Buffer> {
  return readFile(new URL(`../../../test/fixtures/${name}`, import.meta.url));
}

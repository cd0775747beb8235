import { describe, expect, it } from "@jest/globals";
import { read, zip } from "../support/documents.js";
import { workbookEntries } from "../support/workbooks.js";

const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function packed(parts: Readonly<Record<string, string>>): Buffer {
  return zip(Object.entries(parts).map(([name, content]) => ({ name, content: Buffer.from(content) })));
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(
    ([type, target], at) => `<Relationship Id="r${at}" Type="${types}/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${items.join("")}</Relationships>`;
}

describe("what is missing from a file", () => {
  it("is said of the chapters of a book", async () => {
    const item = (id: string): string => `<item id="${id}" href="${id}.xhtml" media-type="application/xhtml+xml"/>`;
    const { text, warnings } = await read(
      "tides.epub",
      packed({
        mimetype: "application/epub+zip",
        "META-INF/container.xml": `<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>`,
        "book.opf": `<package><metadata/><manifest>${item("one")}${item("two")}</manifest><spine><itemref idref="one"/><itemref idref="two"/><itemref idref="three"/></spine></package>`,
        "one.xhtml": "<html><body><p>Tides rise.</p></body></html>",
      }),
    );
    expect(text).toBe("Tides rise.");
    expect(warnings).toEqual(["Missing from the file, and not read: chapters two.xhtml, three."]);
  });

  it("is said of the notes of a Word document", async () => {
    const { warnings } = await read(
      "tides.docx",
      packed({
        "[Content_Types].xml": `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
        "_rels/.rels": relations([["officeDocument", "word/document.xml"]]),
        "word/document.xml": `<w:document><w:body><w:p><w:r><w:t>Tides rise.</w:t></w:r></w:p></w:body></w:document>`,
        "word/_rels/document.xml.rels": relations([
          ["footnotes", "footnotes.xml"],
          ["styles", "styles.xml"],
        ]),
      }),
    );
    expect(warnings).toEqual(["Missing from the file, and not read: parts footnotes."]);
  });

  it("is said of the slides of a presentation, and of what they show", async () => {
    const { warnings } = await read(
      "tides.pptx",
      packed({
        "[Content_Types].xml": `<Types><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>`,
        "_rels/.rels": relations([["officeDocument", "ppt/presentation.xml"]]),
        "ppt/presentation.xml": `<p:presentation><p:sldIdLst><p:sldId id="1" r:id="r0"/><p:sldId id="2" r:id="r9"/></p:sldIdLst></p:presentation>`,
        "ppt/_rels/presentation.xml.rels": relations([["slide", "slides/slide1.xml"]]),
        "ppt/slides/slide1.xml": `<p:sld><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>Tides rise.</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>`,
        "ppt/slides/_rels/slide1.xml.rels": relations([["notesSlide", "../notesSlides/notes1.xml"]]),
      }),
    );
    expect(warnings).toEqual(["Missing from the file, and not read: parts slide r9, ppt/notesSlides/notes1.xml."]);
  });

  it("is said of the sheets of a workbook, and of those that are charts", async () => {
    const entries = workbookEntries([
      {
        name: "Ports",
        rows: [
          ["Port", "Depth"],
          ["Ayr", { number: 6 }],
        ],
      },
      { name: "Lost", rows: [["x"]] },
      { name: "Curve", rows: [["x"]] },
    ]).map(({ name, content }) =>
      name === "xl/_rels/workbook.xml.rels"
        ? {
            name,
            content: Buffer.from(content.toString().replace(/worksheet(?=" Target="worksheets\/sheet3)/, "chartsheet")),
          }
        : { name, content },
    );
    const { warnings } = await read("a.xlsx", zip(entries.filter(({ name }) => !name.endsWith("sheet2.xml"))));
    expect(warnings).toEqual([
      "Missing from the file, and not read: parts Lost.",
      "Not read, since they have no cells: sheets Curve.",
    ]);
  });

  it("is said of objects in an OpenDocument text", async () => {
    const { warnings } = await read(
      "tides.odt",
      packed({
        mimetype: "application/vnd.oasis.opendocument.text",
        "content.xml": `<office:document-content><office:body><office:text><text:p>Tides rise.</text:p></office:text></office:body></office:document-content>`,
        "Object 1/content.xml": "<chart/>",
      }),
    );
    expect(warnings).toEqual(["Not read: 1 embedded charts, formulas or other objects."]);
  });

  it("is said of mails that could not be read", async () => {
    const separator = "From a@b.example Mon Jan  1 10:00:00 2024\n";
    const absurd = `Subject: absurd\n\n${"\n".repeat(2_100_000)}`;
    const { warnings } = await read("a.mbox", `${separator}Subject: sound\n\nWords.\n\n${separator}${absurd}`);
    expect(warnings).toEqual(["Damaged or too large, and not read: mails 2."]);
  });

  it("is said of rows with more cells than the table has columns, unless most have", async () => {
    const rows = Array.from({ length: 20 }, (_, at) => `Port ${at},${at}`);
    const { warnings, text } = await read("a.csv", ["Port,Depth", ...rows, "Ayr,6,stray", "Oban,7,"].join("\n"));
    expect(text).toContain("stray");
    expect(warnings).toEqual([
      "1 row has more cells than the table has columns (first row 22): all are read, some under no name, or a wrong one.",
    ]);
    expect((await read("b.csv", "Title,2024\na,b,c\n1,2,3\n4,5,6\n")).warnings).toEqual([]);
  });
});

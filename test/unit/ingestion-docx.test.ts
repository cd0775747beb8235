import { describe, expect, it } from "@jest/globals";
import { read, wordEntries, zip } from "../support/documents.js";

const paragraph = (text: string, style = ""): string =>
  `<w:p>${style === "" ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const cell = (text: string): string => `<w:tc>${paragraph(text)}</w:tc>`;
const core = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Tides &amp; moons</dc:title><dc:creator>A. Fisher</dc:creator><dcterms:created>2024-05-06T07:08:09Z</dcterms:created></cp:coreProperties>`;

describe("documents of Word", () => {
  it("give headings, paragraphs and tables, and their properties", async () => {
    const body = `${paragraph("Tides", "Heading1")}${paragraph("The moon pulls the sea.")}<w:tbl><w:tr>${cell("Port")}${cell("Metres")}</w:tr><w:tr>${cell("Saint-Malo")}${cell("12.2")}</w:tr></w:tbl>`;
    const { blocks, facts, format } = await read("tides.docx", zip(wordEntries(body, "", core)));
    expect(format).toBe("docx");
    expect(facts).toMatchObject({ title: "Tides & moons", author: "A. Fisher" });
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "Tides" },
      { kind: "paragraph", text: "The moon pulls the sea." },
      { kind: "table", text: "Port\tMetres\nSaint-Malo\t12.2" },
    ]);
  });

  it("are recognised under any name", async () => {
    expect((await read("note.txt", zip(wordEntries(paragraph("Hello"))))).text).toBe("Hello");
  });

  it("are refused when they declare entities", async () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>`;
    const bomb = zip(wordEntries(paragraph("&c;"), laughs));
    await expect(read("laughs.docx", bomb)).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
  });

  it("are refused when they inflate beyond the limit, before anything is inflated", async () => {
    const filler = Buffer.alloc(8 * 1_048_576, " ");
    const bomb = zip([...wordEntries(paragraph("Hello")), { name: "word/numbering.xml", content: filler }]);
    await expect(read("bomb.docx", bomb, { inflatedBytes: 1_048_576 })).rejects.toMatchObject({
      code: "DOCUMENT_TOO_LARGE",
    });
  });

  it("are refused when they inflate to more than they declare", async () => {
    const filler = Buffer.alloc(8 * 1_048_576, " ");
    const lying = { content: filler, declaredSize: 100 };
    const entries = wordEntries(paragraph("Hello"));
    const bomb = zip(entries.map((entry) => (entry.name === "word/styles.xml" ? { ...entry, ...lying } : entry)));
    await expect(read("bomb.docx", bomb, { inflatedBytes: 1_048_576 })).rejects.toMatchObject({
      code: "DOCUMENT_CORRUPT",
    });
  });

  it("may hold any number of bytes that are not text", async () => {
    const picture = { name: "word/media/image1.png", content: Buffer.alloc(8 * 1_048_576) };
    const { text } = await read("picture.docx", zip([...wordEntries(paragraph("Hello")), picture]), {
      inflatedBytes: 1_048_576,
    });
    expect(text).toBe("Hello");
  });

  it("are refused with too many entries, two of one name, or a password", async () => {
    const entries = wordEntries(paragraph("Hello"));
    const many = zip([
      ...entries,
      ...Array.from({ length: 100 }, (_, at) => ({ name: `x/${at}`, content: Buffer.alloc(0) })),
    ]);
    await expect(read("a.docx", many, { containerEntries: 50 })).rejects.toMatchObject({ code: "DOCUMENT_TOO_LARGE" });
    await expect(read("a.docx", zip([...entries, ...entries.slice(2, 3)]))).rejects.toMatchObject({
      code: "DOCUMENT_CORRUPT",
    });
    const locked = zip(entries.map((entry) => ({ ...entry, flags: 1 })));
    await expect(read("a.docx", locked)).rejects.toMatchObject({ code: "DOCUMENT_ENCRYPTED" });
  });

  it("are refused when they are truncated, empty, or in an encrypted container", async () => {
    const whole = zip(wordEntries(paragraph("Hello")));
    await expect(read("a.docx", whole.subarray(0, whole.length - 200))).rejects.toMatchObject({
      code: "DOCUMENT_CORRUPT",
    });
    await expect(read("a.docx", zip(wordEntries("")))).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
    const ole = Buffer.alloc(4_096);
    ole.write("d0cf11e0a1b11ae1", "hex");
    await expect(read("old.docx", ole)).rejects.toMatchObject({ code: "DOCUMENT_UNSUPPORTED" });
    ole.write("EncryptedPackage", 2_048, "utf16le");
    await expect(read("locked.docx", ole)).rejects.toMatchObject({ code: "DOCUMENT_ENCRYPTED" });
  });

  it("never come from a zip archive that is none of them", async () => {
    const archive = zip([{ name: "readme.txt", content: Buffer.from("hello") }]);
    expect((await read("a.zip", archive)).format).toBe("zip");
    await expect(read("a.docx", archive)).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
  });
});

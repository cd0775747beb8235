import { describe, expect, it } from "@jest/globals";
import { read, wordEntries, zip } from "../support/documents.js";

const namespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`;
const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, properties = ""): string =>
  `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
const item = (text: string, list: number, level = 0): string =>
  paragraph(run(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
const level = (at: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;

const parts: Readonly<Record<string, string>> = {
  styles: `<w:styles ${namespace}>
    <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="My chapter"/><w:basedOn w:val="H1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Section"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Name"><w:name w:val="Title"/></w:style></w:styles>`,
  numbering: `<w:numbering ${namespace}>
    <w:abstractNum w:abstractNumId="0">${level(0, "decimal", "%1.")}${level(1, "lowerLetter", "(%2)")}${level(2, "decimal", "%1.%2.%3")}</w:abstractNum>
    <w:abstractNum w:abstractNumId="1">${level(0, "bullet", "•")}${level(1, "bullet", "o")}</w:abstractNum>
    <w:abstractNum w:abstractNumId="2">${level(0, "upperRoman", "Chapter %1")}</w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>`,
  footnotes: `<w:footnotes ${namespace}><w:footnote w:id="2">${paragraph(run("At noon."))}</w:footnote></w:footnotes>`,
  endnotes: `<w:endnotes ${namespace}><w:endnote w:id="2">${paragraph(run("At night."))}</w:endnote></w:endnotes>`,
  comments: `<w:comments ${namespace}><w:comment w:id="0" w:author="Ann">${paragraph(run("Really?"))}</w:comment></w:comments>`,
};
const relation = (name: string): string =>
  `<Relationship Id="${name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${name}" Target="${name}.xml"/>`;

/** The blocks of a Word document with this body, as `kind: text`. */
async function blocksOf(body: string): Promise<string[]> {
  const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Object.keys(parts).map(relation).join("")}</Relationships>`;
  const own = wordEntries(body).filter(({ name }) => name !== "word/styles.xml" && !name.endsWith("document.xml.rels"));
  const others = Object.entries({ ...parts, "_rels/document.xml": relations }).map(([name, content]) => ({
    name: name.startsWith("_rels") ? `word/${name}.rels` : `word/${name}.xml`,
    content: Buffer.from(content),
  }));
  const { blocks } = await read("a.docx", zip([...own, ...others]));
  return blocks.map(({ kind, text, level: depth }) => `${kind}${depth ?? ""}: ${text}`);
}

describe("the structure of documents of Word", () => {
  it("has headings by name, by descent, by outline, and their numbers", async () => {
    const styled = (text: string, style: string): string => paragraph(run(text), `<w:pStyle w:val="${style}"/>`);
    const body =
      styled("The sea", "Name") +
      styled("Tides", "H1") +
      styled("Moons", "Own") +
      styled("Phases", "Outlined") +
      paragraph(run("Full"), `<w:outlineLvl w:val="2"/>`) +
      styled("Words.", "Unknown");
    expect(await blocksOf(body)).toEqual([
      "heading1: The sea",
      "heading1: Chapter I Tides",
      "heading1: Chapter II Moons",
      "heading2: Phases",
      "heading3: Full",
      "paragraph: Words.",
    ]);
  });

  it("has lists with the numbers that Word shows, also where text interrupts them", async () => {
    const body =
      item("rise", 1) +
      item("spring", 1, 1) +
      item("neap", 1, 1) +
      item("deep", 1, 2) +
      paragraph(run("Between.")) +
      item("fall", 1) +
      item("again", 1, 1) +
      item("new", 3) +
      item("point", 2) +
      item("inner", 2, 1) +
      item("of no list", 99);
    expect(await blocksOf(body)).toEqual([
      "list: 1. rise\n  (a) spring\n  (b) neap\n    1.b.1 deep",
      "paragraph: Between.",
      "list: 2. fall\n  (a) again\n7. new",
      "list: - point\n  - inner",
      "paragraph: of no list",
    ]);
  });

  it("has notes and comments behind the paragraphs that they belong to", async () => {
    const body =
      paragraph(
        `${run("High water")}<w:r><w:footnoteReference w:id="2"/></w:r>${run(" comes")}<w:r><w:endnoteReference w:id="2"/></w:r>.`,
      ) + paragraph(`${run("Twice.")}<w:r><w:commentReference w:id="0"/></w:r>`);
    expect(await blocksOf(body)).toEqual([
      "paragraph: High water[1] comes[2]",
      "paragraph: [1] At noon.",
      "paragraph: [2] At night.",
      "paragraph: Twice.",
      "paragraph: Comment by Ann: Really?",
    ]);
  });

  it("has text boxes once, and text as it is after all changes", async () => {
    const box = `<w:txbxContent>${paragraph(run("In the box."))}</w:txbxContent>`;
    const body =
      paragraph(
        `${run("Around.")}<w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r>`,
      ) +
      paragraph(
        `<w:ins>${run("New")}</w:ins><w:del><w:r><w:delText>Old</w:delText></w:r></w:del><w:moveFrom>${run("Gone")}</w:moveFrom>`,
      ) +
      paragraph(run("One "), `<w:rPr><w:del w:id="1"/></w:rPr>`) +
      paragraph(run("line.")) +
      paragraph(
        `<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`,
      ) +
      paragraph(
        `<w:fldSimple w:instr="DATE">${run("Today")}</w:fldSimple><w:r><w:instrText>HIDDEN</w:instrText></w:r>`,
      );
    expect(await blocksOf(body)).toEqual([
      "paragraph: Around.",
      "paragraph: In the box.",
      "paragraph: New",
      "paragraph: One line.",
      "paragraph: a b\nc\u2011α",
      "paragraph: Today",
    ]);
  });

  it("has tables with their headers, merged cells and what is inside of cells", async () => {
    const cell = (text: string, properties = ""): string =>
      `<w:tc>${properties === "" ? "" : `<w:tcPr>${properties}</w:tcPr>`}${paragraph(text === "" ? "" : run(text))}</w:tc>`;
    const body = `<w:tbl>
      <w:tr><w:trPr><w:tblHeader/></w:trPr>${cell("Port")}${cell("Metres", `<w:gridSpan w:val="2"/>`)}</w:tr>
      <w:tr>${cell("Naples", `<w:vMerge w:val="restart"/>`)}${cell("0.4")}${cell("0.5")}</w:tr>
      <w:tr>${cell("", "<w:vMerge/>")}${cell("0.6")}${cell("0.7")}</w:tr></w:tbl>`;
    const table = "table: Port\tMetres\nNaples\t0.4\t0.5\n\t0.6\t0.7";
    expect(await blocksOf(body)).toEqual([table]);
    expect(
      await blocksOf(`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${body}</w:sdtContent></w:sdt>`),
    ).toEqual([table]);
  });
});

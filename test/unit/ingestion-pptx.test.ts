import { describe, expect, it } from "@jest/globals";
import { read, zip, type ZipEntry } from "../support/documents.js";

const relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const run = (text: string): string => `<a:r><a:t>${text}</a:t></a:r>`;
const paragraph = (text: string, properties = ""): string => `<a:p>${properties}${run(text)}</a:p>`;

function shape(kind: string | null, paragraphs: string): string {
  const placeholder = kind === null ? "" : kind === "" ? "<p:ph/>" : `<p:ph type="${kind}"/>`;
  return `<p:sp><p:nvSpPr><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs}</p:txBody></p:sp>`;
}

function slide(shapes: string, attributes = ""): string {
  return `<?xml version="1.0"?><p:sld ${attributes}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${relationship}/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${items.join("")}</Relationships>`;
}

/** A presentation whose slides are shown in the given order; `others` are more parts. */
function pptx(slides: readonly string[], others: Readonly<Record<string, string>> = {}): Buffer {
  // The order of showing is not that of the names.
  const names = slides.map((_, at) => `slides/slide${slides.length - at}.xml`);
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<Types><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>`,
    "_rels/.rels": relations([["officeDocument", "ppt/presentation.xml"]]),
    "ppt/presentation.xml": `<p:presentation><p:sldIdLst>${names.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at + 1}"/>`).join("")}</p:sldIdLst></p:presentation>`,
    "ppt/_rels/presentation.xml.rels": relations([
      ...names.map((name) => ["slide", name] as const),
      ["commentAuthors", "commentAuthors.xml"],
    ]),
    ...Object.fromEntries(names.map((name, at) => [`ppt/${name}`, slides[at] ?? ""])),
    ...others,
  };
  return zip(Object.entries(parts).map(([name, content]): ZipEntry => ({ name, content: Buffer.from(content) })));
}

describe("presentations of PowerPoint", () => {
  it("give their slides in the order of showing, as pages, titles first", async () => {
    const first = slide(
      shape("body", paragraph("rise") + paragraph("high", `<a:pPr lvl="1"/>`)) +
        shape("title", paragraph("Tides")) +
        shape(null, paragraph("in a box")) +
        shape("sldNum", paragraph("1")),
    );
    const second = slide(
      `<p:grpSp><p:grpSp>${shape(null, `<a:p><a:pPr><a:buAutoNum/></a:pPr>${run("deep")}<a:br/>${run("down")}</a:p>`)}</p:grpSp></p:grpSp>`,
      `show="0"`,
    );
    const { blocks, facts, format } = await read("tides.pptx", pptx([first, second]));
    expect(format).toBe("pptx");
    expect(facts.pages).toBe(2);
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "Tides", page: 1 },
      { kind: "list", text: "rise\n  high", page: 1 },
      { kind: "paragraph", text: "in a box", page: 1 },
      { kind: "list", text: "1. deep\n   down", page: 2 },
    ]);
  });

  it("give tables with their headers", async () => {
    const cell = (text: string, attributes = ""): string =>
      `<a:tc ${attributes}><a:txBody>${paragraph(text)}</a:txBody></a:tc>`;
    const table = `<p:graphicFrame><a:graphic><a:tbl><a:tblPr firstRow="1"/><a:tr>${cell("Port")}${cell("Metres", `gridSpan="2"`)}${cell("", `hMerge="1"`)}</a:tr><a:tr>${cell("Saint-Malo")}${cell("12.2")}${cell("13.4")}</a:tr></a:tbl></a:graphic></p:graphicFrame>`;
    const { blocks } = await read("a.pptx", pptx([slide(table)]));
    expect(blocks).toMatchObject([
      { kind: "table", text: "Port\tMetres\nSaint-Malo\t12.2\t13.4", headerRows: 1, page: 1 },
    ]);
  });

  it("give diagrams, charts, speaker notes and comments with the slide that has them", async () => {
    const frame = (inner: string): string => `<p:graphicFrame>${inner}</p:graphicFrame>`;
    const shapes =
      shape("ctrTitle", paragraph("Tides")) +
      frame(`<dgm:relIds r:dm="rId1"/>`) +
      frame(`<c:chart r:id="rId2"/>`) +
      `<mc:AlternateContent><mc:Choice>${shape(null, paragraph("new"))}</mc:Choice><mc:Fallback>${shape(null, paragraph("old"))}</mc:Fallback></mc:AlternateContent>`;
    const points = (name: string, values: readonly string[]): string =>
      `<c:${name}><c:numRef><c:numCache>${values.map((value, at) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`).join("")}</c:numCache></c:numRef></c:${name}>`;
    const file = pptx([slide(shapes)], {
      "ppt/slides/_rels/slide1.xml.rels": relations([
        ["diagramData", "../diagrams/data1.xml"],
        ["chart", "../charts/chart1.xml"],
        ["notesSlide", "../notesSlides/notesSlide1.xml"],
        ["comments", "../comments/comment1.xml"],
      ]),
      "ppt/diagrams/data1.xml": `<dgm:dataModel><dgm:ptLst><dgm:pt><dgm:t>\n${paragraph("moon")}</dgm:t></dgm:pt><dgm:pt><dgm:t>${paragraph("sea")}</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`,
      "ppt/charts/chart1.xml": `<c:chartSpace><c:chart><c:title>${paragraph("Ranges")}</c:title><c:plotArea><c:ser>${points("tx", ["Metres"])}${points("cat", ["Brest", "Saint-Malo"])}${points("val", ["7", "12"])}</c:ser></c:plotArea></c:chart></c:chartSpace>`,
      "ppt/notesSlides/notesSlide1.xml": slide(
        shape("body", paragraph("Speak up.")) +
          shape("sldNum", `<a:p><a:fld type="slidenum"><a:t>1</a:t></a:fld></a:p>`),
      ),
      "ppt/comments/comment1.xml": `<p:cmLst><p:cm authorId="0"><p:text>So?</p:text></p:cm></p:cmLst>`,
      "ppt/commentAuthors.xml": `<p:cmAuthorLst><p:cmAuthor id="0" name="Ann"/></p:cmAuthorLst>`,
    });
    const { blocks } = await read("a.pptx", file);
    expect(blocks).toMatchObject([
      { kind: "heading", text: "Tides" },
      { kind: "paragraph", text: "new" },
      { kind: "list", text: "moon\nsea" },
      { kind: "paragraph", text: "Ranges" },
      { kind: "table", text: "\tMetres\nBrest\t7\nSaint-Malo\t12", headerRows: 1 },
      { kind: "paragraph", text: "Speaker notes: Speak up." },
      { kind: "paragraph", text: "Comment by Ann: So?" },
    ]);
  });

  it("are refused when a slide is missing or cut off, when they declare entities, and when they inflate too far", async () => {
    const good = slide(shape(null, paragraph("Hello")));
    const refusal = { code: "DOCUMENT_CORRUPT" };
    await expect(read("a.pptx", pptx([good.slice(0, -20)]))).rejects.toMatchObject(refusal);
    const laughs = good.replace("?>", `?><!DOCTYPE l [<!ENTITY a "ha">]>`);
    await expect(read("a.pptx", pptx([laughs]))).rejects.toMatchObject(refusal);
    const missing = pptx([good], { "ppt/_rels/presentation.xml.rels": relations([["slide", "slides/gone.xml"]]) });
    await expect(read("a.pptx", missing)).rejects.toMatchObject(refusal);
    await expect(read("a.pptx", pptx([]))).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
    const bomb = pptx([slide(shape(null, paragraph(" ".repeat(4 * 1_048_576))))]);
    await expect(read("a.pptx", bomb, { inflatedBytes: 1_048_576 })).rejects.toMatchObject({
      code: "DOCUMENT_TOO_LARGE",
    });
  });
});

import { gzipSync } from "node:zlib";
import { deflate, rawZip, type RepeatedContent } from "./hostile-archive.js";
import { hostilePdfs } from "./hostile-pdf.js";
import { hostilePictures } from "./hostile-pictures.js";
import { entityDeclarations, hostileTexts } from "./hostile-texts.js";

type Around = Readonly<Record<string, string>>;

/** What small files of zipped XML inflate to, by their names' extension: the part that grows, and those around it. */
export const officeFiles: Readonly<
  Record<string, { part: string; content: Omit<RepeatedContent, "bytes">; around: Around }>
> = {
  docx: {
    part: "word/document.xml",
    content: {
      start: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`,
      repeated: "<w:p><w:r><w:t>Tides rise and fall.</w:t></w:r></w:p>",
      end: "</w:body></w:document>",
    },
    around: {
      "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      "_rels/.rels": officeRelation("word/document.xml"),
    },
  },
  xlsx: {
    part: "xl/worksheets/sheet1.xml",
    content: {
      start: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`,
      repeated: `<row><c t="inlineStr"><is><t>Port</t></is></c><c><v>12.5</v></c></row>`,
      end: "</sheetData></worksheet>",
    },
    around: {
      "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
      "_rels/.rels": officeRelation("xl/workbook.xml"),
      "xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Ports" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
  },
  odt: {
    part: "content.xml",
    content: {
      start: `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>`,
      repeated: "<text:p>Tides rise and fall.</text:p>",
      end: "</office:text></office:body></office:document-content>",
    },
    around: { mimetype: "application/vnd.oasis.opendocument.text" },
  },
  epub: {
    part: "chapter.xhtml",
    content: { start: "<html><body>", repeated: "<p>Tides rise and fall.</p>", end: "</body></html>" },
    around: {
      mimetype: "application/epub+zip",
      "META-INF/container.xml": `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
      "book.opf": `<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest><item id="c" href="chapter.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>`,
    },
  },
};

/** Files of zipped XML that are made to cost their readers time or memory, by what they do. */
export const hostileOffice: Readonly<Record<string, () => Buffer>> = {
  ...Object.fromEntries(
    Object.keys(officeFiles).flatMap((extension) =>
      Object.entries(entityDeclarations).map(([name, declarations]) => [
        `${name}.${extension}`,
        () => officeFile(extension, { start: (start) => `<?xml version="1.0"?>${declarations}${start}`, text: "&u;" }),
      ]),
    ),
  ),
  ...Object.fromEntries(
    Object.keys(officeFiles).map((extension) => [
      `deep.${extension}`,
      () => officeFile(extension, { text: `${"<w:p>".repeat(1_000_000)}text` }),
    ]),
  ),
  "claims-exabytes.docx": () =>
    rawZip([{ name: "word/document.xml", content: deflate("<a/>"), claimedBytes: 2 ** 60 }]),
  "nested-tables.docx": () => {
    const depth = 190;
    const opened = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p>".repeat(depth);
    return officeFile("docx", { text: `${opened}${"</w:tc></w:tr></w:tbl>".repeat(depth)}`.repeat(100) });
  },
  "wide-table.docx": () => {
    const cell = "<w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>";
    return officeFile("docx", { text: `<w:tbl><w:tr>${cell.repeat(500_000)}</w:tr></w:tbl>` });
  },
  "far-cells.xlsx": () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => cellXml("XFD", 1_048_576 - 2_000 + at));
    return officeFile("xlsx", { text: rows.join("") });
  },
  "merged-over-all.xlsx": () => {
    const first = `<row r="1">${textCell("A1", "Port")}${textCell("B1", "Depth")}</row>`;
    const rows = Array.from({ length: 300_000 }, (_, at) => cellXml("A", at + 2));
    const merged = `<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B1:XFD1048576"/></mergeCells>`;
    return officeFile("xlsx", {
      text: first + rows.join(""),
      end: (end) => end.replace("</sheetData>", `</sheetData>${merged}`),
    });
  },
  "many-merged.xlsx": () => {
    const first = `<row r="1">${textCell("A1", "Port")}${textCell("B1", "Depth")}</row>`;
    const rows = Array.from({ length: 100_000 }, (_, at) => cellXml("A", at + 2));
    const merged = Array.from({ length: 20_000 }, (_, at) => `<mergeCell ref="A${at + 1}:XFD1048576"/>`).join("");
    return officeFile("xlsx", {
      text: first + rows.join(""),
      end: (end) => end.replace("</sheetData>", `</sheetData><mergeCells>${merged}</mergeCells>`),
    });
  },
  "slides-without-end.pptx": () => presentation(100_000, 0),
  "slides-of-one-part.pptx": () => presentation(100_000, 1),
};

/** Files that were cut off, one of each format. */
export const truncatedFiles: Readonly<Record<string, () => Buffer>> = Object.fromEntries(
  Object.entries<() => Buffer>({
    ...Object.fromEntries(Object.keys(officeFiles).map((extension) => [extension, () => officeFile(extension, {})])),
    pptx: () => presentation(1, 1),
    pdf: () => hostilePdfs(1_000)["form-that-draws-itself.pdf"] ?? Buffer.alloc(0),
    png: () => hostilePictures["huge.png"]?.() ?? Buffer.alloc(0),
    jpg: () => hostilePictures["huge.jpg"]?.() ?? Buffer.alloc(0),
    zip: () => rawZip([{ name: "a.txt", content: deflate("Tides rise and fall.".repeat(100)) }]),
    gz: () => gzipSync("Tides rise and fall. ".repeat(100)),
    json: () => Buffer.from(JSON.stringify({ tides: ["rise", "fall"] })),
    rtf: () => Buffer.from("{\\rtf1 Tides rise{\\b and fall.}}"),
    fodt: () => hostileTexts["laughs.fodt"]?.() ?? Buffer.alloc(0),
  }).map(([extension, content]) => [
    `truncated.${extension}`,
    () => {
      const whole = content();
      return whole.subarray(0, Math.floor(whole.length * 0.7));
    },
  ]),
);

/** How a file differs from the one that holds a sentence. */
interface OfficeChanges {
  /** What stands in place of the sentence, as XML. */
  readonly text?: string;
  readonly start?: (start: string) => string;
  readonly end?: (end: string) => string;
}

function officeFile(extension: string, { text, start = same, end = same }: OfficeChanges): Buffer {
  const file = officeFiles[extension];
  if (file === undefined) throw new RangeError(`No file is made with the extension ${extension}.`);
  const { content: usual, part, around } = file;
  // The text takes the place of what is repeated, and so stands where text may stand.
  const repeated = text?.startsWith("&") === true ? usual.repeated.replace(/Tides[^<]*|Port/, text) : text;
  const whole = start(usual.start) + (repeated ?? usual.repeated) + end(usual.end);
  return rawZip([
    ...Object.entries(around).map(([name, content]) => ({ name, content: deflate(content) })),
    { name: part, content: deflate(whole) },
  ]);
}

function same(text: string): string {
  return text;
}

function textCell(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

function cellXml(column: string, row: number): string {
  return `<row r="${row}"><c r="${column}${row}"><v>1</v></c></row>`;
}

/** @param parts How many of the slides have a part: the others are only claimed. */
function presentation(slides: number, parts: number): Buffer {
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const ids = Array.from({ length: slides }, (_, at) => at);
  const main = `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>${ids.map((id) => `<p:sldId id="${id}" r:id="r${id}"/>`).join("")}</p:sldIdLst></p:presentation>`;
  const target = (id: number): string => `slides/slide${parts === 0 ? id : id % parts}.xml`;
  const links = ids.map((id) => `<Relationship Id="r${id}" Type="${type}/slide" Target="${target(id)}"/>`).join("");
  const slide = `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>Tides rise.</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>`;
  const files: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>`,
    "_rels/.rels": officeRelation("ppt/presentation.xml"),
    "ppt/presentation.xml": main,
    "ppt/_rels/presentation.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links}</Relationships>`,
    ...Object.fromEntries(Array.from({ length: parts }, (_, at) => [`ppt/slides/slide${at}.xml`, slide])),
  };
  return rawZip(Object.entries(files).map(([name, content]) => ({ name, content: deflate(content) })));
}

function officeRelation(target: string): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`;
}

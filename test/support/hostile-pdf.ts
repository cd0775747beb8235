import { type Deflated, deflate, deflateRepeated, zlibWrapped } from "./hostile-archive.js";

const drawing = "BT /F1 10 Tf 72 700 Td (Tide) Tj ET\n";

/** An object of a PDF: its dictionary, and its stream when it has one. */
interface PdfObject {
  readonly dictionary: string;
  readonly stream?: Buffer;
}

/** PDF files that are made to cost their readers time or memory, by what they do. */
export function hostilePdfs(bytes: number): Record<string, Buffer> {
  const text = (size: number): Deflated => deflateRepeated({ start: "", repeated: drawing, end: "", bytes: size });
  const zeros = deflateRepeated({ start: "", repeated: "\0".repeat(1_024), end: "", bytes });
  return {
    "page-that-inflates.pdf": onePage({ contents: flate(text(bytes)) }),
    "page-of-zeros-that-inflates.pdf": onePage({ contents: flate(zeros) }),
    "page-that-inflates-twice.pdf": onePage({ contents: flateTwice(text(bytes)) }),
    "many-pages-of-one-bomb.pdf": manyPages(flate(text(bytes / 1_000)), 1_000),
    "character-map-that-inflates.pdf": onePage({ toUnicode: flate(mapping(bytes)) }),
    "objects-that-inflate.pdf": objectStream(flate(numbers(bytes))),
    "references-that-inflate.pdf": referenceStream(flate(zeros)),
    "pages-in-a-loop.pdf": pdfFile([catalog, { dictionary: "<< /Type /Pages /Kids [2 0 R] /Count 1 >>" }]),
    "pages-within-pages.pdf": nestedPages(200_000),
    "page-counts-without-end.pdf": pdfFile([catalog, { dictionary: "<< /Type /Pages /Kids [] /Count 2000000000 >>" }]),
    "form-that-draws-itself.pdf": selfDrawing(),
    "contents-within-themselves.pdf": pdfFile([catalog, pages, page, { dictionary: "[4 0 R 4 0 R]" }, plainFontObject]),
    "outline-in-a-loop.pdf": pdfFile([
      { dictionary: "<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>" },
      pages,
      page,
      drawn,
      plainFontObject,
      { dictionary: "<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>" },
      { dictionary: "<< /Title (Tide) /Parent 6 0 R /Next 7 0 R /First 7 0 R >>" },
    ]),
    "previous-references-in-a-loop.pdf": loopingReferences(),
    "100000-pages-of-one.pdf": manyPages(drawn, 100_000),
    "page-without-end.pdf": pdfFile([
      catalog,
      pages,
      { dictionary: page.dictionary.replace("612 792", "2000000000 2000000000") },
      drawn,
      plainFontObject,
    ]),
    "picture-of-60000-pixels.pdf": pictureOf(60_000),
  };
}

const catalog: PdfObject = { dictionary: "<< /Type /Catalog /Pages 2 0 R >>" };
const pages: PdfObject = { dictionary: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>" };
const page: PdfObject = {
  dictionary:
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
};
const plainFont = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const plainFontObject: PdfObject = { dictionary: plainFont };
const drawn: PdfObject = { dictionary: "", stream: Buffer.from(drawing) };

function onePage({ contents = drawn, toUnicode }: { contents?: PdfObject; toUnicode?: PdfObject }): Buffer {
  if (toUnicode === undefined) return pdfFile([catalog, pages, page, contents, { dictionary: plainFont }]);
  const font = plainFont.replace(" >>", " /ToUnicode 6 0 R >>");
  return pdfFile([catalog, pages, page, contents, { dictionary: font }, toUnicode]);
}

function manyPages(contents: PdfObject, count: number): Buffer {
  const kids = Array.from({ length: count }, () => "3 0 R").join(" ");
  return pdfFile([
    catalog,
    { dictionary: `<< /Type /Pages /Kids [${kids}] /Count ${count} >>` },
    page,
    contents,
    { dictionary: plainFont },
  ]);
}

function flate(content: Deflated): PdfObject {
  return { dictionary: "/Filter /FlateDecode", stream: zlibWrapped(content) };
}

function flateTwice(content: Deflated): PdfObject {
  const stream = zlibWrapped(deflate(zlibWrapped(content)));
  return { dictionary: "/Filter [/FlateDecode /FlateDecode]", stream };
}

function mapping(bytes: number): Deflated {
  const start = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n";
  return deflateRepeated({ start, repeated: "1 beginbfchar <41> <0041> endbfchar\n", end: "endcmap", bytes });
}

function numbers(bytes: number): Deflated {
  return deflateRepeated({ start: "", repeated: "4 0 ", end: "", bytes });
}

/** A catalog that is said to be among the objects of a stream, the first of them. */
function objectStream(content: PdfObject): Buffer {
  const dictionary = `/Type /ObjStm /N 1000000000 /First 4000000000 ${content.dictionary}`;
  const { parts, offsets, length } = written([{ dictionary: "<< >>" }, { ...content, dictionary }]);
  const places = [...offsets, length].map((offset) => [1, offset] as const);
  const rows = [[0, 0] as const, ...places, [2, 2] as const].map(([kind, place]) => {
    const row = Buffer.alloc(6);
    row.writeUInt8(kind);
    row.writeUInt32BE(place, 1);
    return row;
  });
  const table = Buffer.concat(rows);
  const references = `<< /Type /XRef /Size 5 /W [1 4 1] /Root 4 0 R /Length ${table.length} >>`;
  return Buffer.concat([
    ...parts,
    Buffer.from(`3 0 obj\n${references}\nstream\n`),
    table,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${length}\n%%EOF\n`),
  ]);
}

function referenceStream(content: PdfObject): Buffer {
  const header = "%PDF-1.5\n";
  const dictionary = `<< /Type /XRef /Size 2000000000 /W [1 4 2] /Root 1 0 R /Length ${content.stream?.length ?? 0} ${content.dictionary} >>`;
  return Buffer.concat([
    Buffer.from(`${header}9 0 obj\n${dictionary}\nstream\n`),
    content.stream ?? Buffer.alloc(0),
    Buffer.from(`\nendstream\nendobj\nstartxref\n${header.length}\n%%EOF\n`),
  ]);
}

function nestedPages(depth: number): Buffer {
  const objects: PdfObject[] = [catalog];
  for (let at = 0; at < depth; at += 1) {
    objects.push({ dictionary: `<< /Type /Pages /Kids [${at + 3} 0 R] /Count 1 >>` });
  }
  objects.push({ dictionary: "<< /Type /Page /MediaBox [0 0 612 792] >>" });
  return pdfFile(objects);
}

function selfDrawing(): Buffer {
  const resources = "/Resources << /XObject << /X 4 0 R >> >>";
  const form: PdfObject = {
    dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 9 9] ${resources}`,
    stream: Buffer.from("/X Do ".repeat(100)),
  };
  const own = { dictionary: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R ${resources} >>` };
  return pdfFile([catalog, pages, own, form, { dictionary: "", stream: Buffer.from("/X Do ".repeat(100)) }]);
}

function loopingReferences(): Buffer {
  const file = pdfFile([catalog, pages, page, drawn, plainFontObject]).toString("latin1");
  const place = file.indexOf("\nxref") + 1;
  return Buffer.from(file.replace("/Root 1 0 R", `/Root 1 0 R /Prev ${place}`), "latin1");
}

function pictureOf(side: number): Buffer {
  const size = `/Width ${side} /Height ${side} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
  const picture = flate(deflateRepeated({ start: "", repeated: "\0".repeat(1_024), end: "", bytes: side * side * 3 }));
  return pdfFile([
    catalog,
    pages,
    { dictionary: page.dictionary.replace("/Font << /F1 5 0 R >>", "/XObject << /X 5 0 R >>") },
    { dictionary: "", stream: Buffer.from("600 0 0 700 0 0 cm /X Do") },
    { ...picture, dictionary: `/Type /XObject /Subtype /Image ${size} ${picture.dictionary}` },
  ]);
}

function pdfFile(objects: readonly PdfObject[]): Buffer {
  const { parts, offsets, length } = written(objects);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table + trailer, "latin1")]);
}

function written(objects: readonly PdfObject[]): { parts: Buffer[]; offsets: number[]; length: number } {
  const parts: Buffer[] = [Buffer.from("%PDF-1.5\n")];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [at, { dictionary, stream }] of objects.entries()) {
    offsets.push(length);
    const body =
      stream === undefined
        ? [Buffer.from(`${at + 1} 0 obj\n${dictionary}\nendobj\n`)]
        : [
            Buffer.from(`${at + 1} 0 obj\n<< ${dictionary} /Length ${stream.length} >>\nstream\n`),
            stream,
            Buffer.from("\nendstream\nendobj\n"),
          ];
    parts.push(...body);
    length += body.reduce((total, part) => total + part.length, 0);
  }
  return { parts, offsets, length };
}

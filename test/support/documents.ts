import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { type Block, defaultJoint, type OcrTools, type ParseLimits } from "../../src/ingestion/parsers/parser.js";
import { defaultParseLimits, openDocument, type OpenedDocument } from "../../src/ingestion/parsers/open-document.js";

/** Makes a folder, hands it over, and removes it whatever happens. */
export async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "docent-test-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes bytes to a file whose name on disk says nothing, as the file store does. */
export async function storeFile(folder: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, randomUUID());
  await writeFile(path, content);
  return path;
}

/** What reading a document gave. */
export interface ReadResult extends Pick<OpenedDocument, "format" | "facts" | "warnings"> {
  readonly blocks: readonly Block[];
  readonly text: string;
}

/** What else a document is opened with. */
export interface ReadOptions {
  readonly password?: string;
  readonly ocr?: OcrTools | null;
}

/** Opens bytes under a name and reads them to the end. */
export async function read(
  name: string,
  content: string | Uint8Array,
  limits: Partial<ParseLimits> = {},
  options: ReadOptions = {},
): Promise<ReadResult> {
  return inFolder(async (folder) => {
    const path = await storeFile(folder, content);
    const { password = null, ocr = null } = options;
    const file = { path, name, password, tools: { ocr } };
    const { format, facts, blocks, warnings } = await openDocument(file, { ...defaultParseLimits, ...limits });
    const all: Block[] = [];
    for await (const block of blocks) all.push(block);
    return { format, facts, warnings, blocks: all, text: fullText(all) };
  });
}

/** The full text that blocks stand for. */
export function fullText(blocks: readonly Block[]): string {
  return blocks.map((block, at) => (at === 0 ? "" : (block.joint ?? defaultJoint)) + block.text).join("");
}

/** An entry of a zip archive; `declaredSize` lies about its inflated size. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
  readonly declaredSize?: number;
  readonly flags?: number;
}

/** A deflated zip archive, true or not. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declaredSize = content.length, flags = 0 } of entries) {
    const data = deflateRawSync(content, { level: 9 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt16LE(0x21, 8);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(declaredSize, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(4);
    place.writeUInt32LE(offset);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, Buffer.from(name), data]);
    centrals.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, Buffer.alloc(10), place, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const relations = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
const styles = `<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>`;

/** The parts of a Word document around the XML of its body. */
export function wordEntries(body: string, prologue = "", core = ""): ZipEntry[] {
  const document = `<?xml version="1.0"?>${prologue}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  const documentRelations = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`;
  const parts: Record<string, string> = {
    "[Content_Types].xml": contentTypes,
    "_rels/.rels": relations,
    "word/document.xml": document,
    "word/_rels/document.xml.rels": documentRelations,
    "word/styles.xml": styles,
    ...(core === "" ? {} : { "docProps/core.xml": core }),
  };
  return Object.entries(parts).map(([name, content]) => ({ name, content: Buffer.from(content) }));
}

/** Text at a place of a page, in points from its lower left corner. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

/** A PDF of pages with texts in Helvetica, drawn in the given order. */
export function pdf(
  pages: readonly (readonly PlacedText[])[],
  extra: { readonly info?: string; readonly trailer?: string } = {},
): Buffer {
  const objects: string[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    extra.info ?? "<< >>",
  ];
  const kids: number[] = [];
  for (const page of pages) {
    const content = page
      .map(
        ({ text, x, y, size = 10 }) =>
          `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, "\\$&")}) Tj ET`,
      )
      .join("\n");
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${objects.length} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    kids.push(objects.length);
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] /Count ${kids.length} >>`;
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R ${extra.trailer ?? ""} >>`;
  return Buffer.from(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n${trailer}\nstartxref\n${body.length}\n%%EOF\n`,
    "latin1",
  );
}

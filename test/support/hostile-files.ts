import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { deflate, deflateRepeated, type RawZipEntry, rawZip, type RepeatedContent } from "./hostile-archive.js";
import { hostilePdfs } from "./hostile-pdf.js";

/** A file that is made to harm whoever reads it. */
export interface HostileFile {
  readonly name: string;
  readonly path: string;
}

const tenGigabytes = 10_000_000_000;
/** Below every limit on what containers inflate to, and still far more than any honest document has. */
const belowLimits = 240_000_000;

/** What small files of zipped XML inflate to, by their names' extension: the part that grows, and those around it. */
const officeFiles: Readonly<Record<string, { part: string; content: Omit<RepeatedContent, "bytes">; around: Around }>> =
  {
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

type Around = Readonly<Record<string, string>>;

/** Makes all hostile files in a folder. Together they have about 200 MB. */
export async function hostileFiles(folder: string): Promise<HostileFile[]> {
  const files: HostileFile[] = [];
  await mkdir(folder, { recursive: true });
  const make = async (name: string, content: Uint8Array): Promise<void> => {
    const path = join(folder, String(files.length));
    await writeFile(path, content);
    files.push({ name, path });
  };
  for (const [extension, { part, content, around }] of Object.entries(officeFiles)) {
    const before = Object.entries(around).map(([name, text]) => ({ name, content: deflate(text) }));
    const large = deflateRepeated({ ...content, bytes: tenGigabytes });
    await make(`inflates.${extension}`, rawZip([...before, { name: part, content: large }]));
    await make(
      `inflates-and-lies.${extension}`,
      rawZip([...before, { name: part, content: large, claimedBytes: 4_096 }]),
    );
    const smaller = deflateRepeated({ ...content, bytes: belowLimits });
    await make(`inflates-below-the-limits.${extension}`, rawZip([...before, { name: part, content: smaller }]));
  }
  for (const [name, content] of Object.entries(hostilePdfs(tenGigabytes))) await make(name, content);
  for (const [name, entries] of Object.entries(hostileZips())) await make(name, rawZip(entries));
  await make("inflates.gz", gzipOf({ start: "", repeated: "Tides rise and fall.\n", end: "", bytes: tenGigabytes }));
  await make(
    "mail-of-empty-lines.eml",
    Buffer.from(`From: a@b.example\nDate: today\nSubject: x\n\n${"\n".repeat(60_000_000)}`),
  );
  await make("mail-of-nested-parts.eml", nestedMail(50_000));
  await make("mailbox-of-separators.mbox", Buffer.from("From a Mon Jan  1 10:00:00 2024\nTo: b\n\n".repeat(500_000)));
  return files;
}

/** Archives, by what they do. */
export function hostileZips(): Record<string, RawZipEntry[]> {
  const zeros = deflateRepeated({ start: "", repeated: "\0".repeat(1_024), end: "", bytes: tenGigabytes });
  const small = deflate("Tides rise and fall.");
  const kernel = deflateRepeated({ start: "", repeated: "\0".repeat(1_024), end: "", bytes: 100_000_000 });
  let nested = rawZip([{ name: "bomb.bin", content: zeros }]);
  for (let depth = 0; depth < 5; depth += 1) {
    const inner = deflate(nested);
    nested = rawZip(Array.from({ length: 16 }, (_, at) => ({ name: `${depth}-${at}.zip`, content: inner })));
  }
  return {
    "inflates.zip": [{ name: "bomb.txt", content: zeros }],
    "inflates-and-lies.zip": [{ name: "bomb.txt", content: zeros, claimedBytes: 4_096 }],
    "overlaps.zip": Array.from({ length: 1_000 }, (_, at) => ({
      name: `${at}.txt`,
      content: kernel,
      ...(at === 0 ? {} : { sharesDataOf: 0 }),
    })),
    "100000-entries.zip": Array.from({ length: 100_000 }, (_, at) => ({ name: `${at}.txt`, content: small })),
    "slips.zip": slippingNames.map((name) => ({ name, content: small })),
    "nested.zip": [{ name: "inner.zip", content: deflate(nested) }],
    "linked.zip": [{ name: "passwords.txt", content: deflate("/etc/passwd"), mode: 0o120777 }],
  };
}

/** Names that lead out of the folder in which a careless program unpacks them. */
export const slippingNames: readonly string[] = [
  "../../../../tmp/docent-slip-1.txt",
  "/tmp/docent-slip-2.txt",
  "..\\..\\docent-slip-3.txt",
  "C:\\docent-slip-4.txt",
  "C:docent-slip-5.txt",
  "a/../../docent-slip-6.txt",
  "docent-slip-7.txt\0.pdf",
  "....//....//docent-slip-8.txt",
];

function gzipOf(content: RepeatedContent): Buffer {
  const header = gzipSync("").subarray(0, 10);
  return Buffer.concat([header, deflateRepeated(content).data, Buffer.alloc(8)]);
}

function nestedMail(depth: number): Buffer {
  const lines = ["From: a@b.example", "MIME-Version: 1.0"];
  for (let at = 0; at < depth; at += 1) {
    lines.push(`Content-Type: multipart/mixed; boundary=b${at}`, "", `--b${at}`);
  }
  return Buffer.from(lines.join("\n"));
}

function officeRelation(target: string): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`;
}

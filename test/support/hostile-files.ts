import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { deflate, deflateRepeated, type RawZipEntry, rawZip, type RepeatedContent } from "./hostile-archive.js";
import { hostileOffice, officeFiles, truncatedFiles } from "./hostile-office.js";
import { hostilePdfs } from "./hostile-pdf.js";
import { hostilePictures } from "./hostile-pictures.js";
import { hostileTars, quotedZip } from "./hostile-tars.js";
import { hostileTexts } from "./hostile-texts.js";

/** A file that is made to harm whoever reads it. */
export interface HostileFile {
  readonly name: string;
  readonly path: string;
}

const tenGigabytes = 10_000_000_000;
/** Below every limit on what containers inflate to, and still far more than any honest document has. */
const belowLimits = 240_000_000;

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
  const others = { ...hostileTexts, ...hostileOffice, ...hostileTars, ...hostilePictures, ...truncatedFiles };
  for (const [name, content] of Object.entries(others)) await make(name, content());
  const bomb = deflateRepeated({ start: "", repeated: "Tides rise and fall.\n", end: "", bytes: 100_000_000 });
  await make("quotes.zip", quotedZip(2_000, bomb));
  await make("packed-bomb.txt", gzipOf({ start: "", repeated: "a", end: "", bytes: tenGigabytes }));
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
    "encrypted.zip": [{ name: "secret.txt", content: small, flags: 1 }],
    "claims-exabytes.zip": [{ name: "large.txt", content: small, claimedBytes: 2 ** 60 }],
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

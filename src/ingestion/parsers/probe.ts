import { open } from "node:fs/promises";
import { extname } from "node:path";
import { fileTypeFromFile } from "file-type";
import type { FileProbe } from "./parser.js";
import { decodeBytes } from "./text/decode-file.js";
import { detectHeadEncoding } from "./text/detect-encoding.js";

const headBytes = 65_536;

/** Looks at the first bytes of a file, so that a parser can be chosen. Reads 64 KiB and what magic numbers need. */
export async function probeFile(path: string, name: string, mimeType: string | null): Promise<FileProbe> {
  const head = await readHead(path);
  const magicType = (await fileTypeFromFile(path))?.mime ?? null;
  const encoding = detectHeadEncoding(head);
  return {
    extension: extname(name).slice(1).toLowerCase(),
    mimeType: mimeType?.split(";", 1)[0]?.trim().toLowerCase() ?? null,
    head,
    magicType,
    headText: encoding === null ? null : decodeBytes(head, encoding),
  };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

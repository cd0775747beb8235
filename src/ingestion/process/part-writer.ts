import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DocumentError } from "../errors.js";
import type { ParseLimits, PartSink } from "../parsers/parser.js";
import type { StoredPart } from "./protocol.js";

/** Writes the files found inside a file to a folder, under numbers: no name from outside becomes a path. */
export class PartWriter implements PartSink {
  readonly stored: StoredPart[] = [];
  private bytes = 0;

  constructor(
    private readonly folder: string,
    private readonly limits: Pick<ParseLimits, "parts" | "partBytes">,
  ) {}

  async add(path: string, mimeType: string | null, content: AsyncIterable<Uint8Array> | Uint8Array): Promise<void> {
    const { parts, partBytes } = this.limits;
    if (this.stored.length >= parts) {
      throw new DocumentError("DOCUMENT_TOO_LARGE", `The file contains more than ${parts} files.`);
    }
    if (this.stored.length === 0) await mkdir(this.folder, { recursive: true });
    const file = String(this.stored.length);
    const hash = createHash("sha256");
    const before = this.bytes;
    const meter = new Transform({
      transform: (piece: Buffer, _encoding, done) => {
        this.bytes += piece.length;
        hash.update(piece);
        done(this.bytes > partBytes ? tooManyBytes(partBytes) : null, piece);
      },
    });
    const pieces = content instanceof Uint8Array ? [content] : content;
    await pipeline(Readable.from(pieces), meter, createWriteStream(join(this.folder, file), { flags: "wx" }));
    const contentHash = hash.digest("hex");
    this.stored.push({ path, mimeType, file, sizeBytes: this.bytes - before, contentHash });
  }
}

function tooManyBytes(limit: number): DocumentError {
  return new DocumentError("DOCUMENT_TOO_LARGE", `The files inside the file have more than ${limit} bytes.`);
}

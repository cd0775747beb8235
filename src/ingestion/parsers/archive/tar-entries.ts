import { createTarDecoder, type ParsedTarEntry } from "modern-tar";
import { DocumentError } from "../../errors.js";
import type { ArchiveEntry } from "./archive-blocks.js";

const blockBytes = 512;
const checksumAt = 148;
const checksumBytes = 8;
const typeAt = 156;

/** Whether a file begins with the header of a tar entry, which has a checksum (POSIX.1-2017, pax, ustar format). */
export function isTar(head: Uint8Array): boolean {
  if (head.length < blockBytes || (head[typeAt] ?? 0) > 0x7a) return false;
  const text = Buffer.from(head.subarray(checksumAt, checksumAt + checksumBytes)).toString("latin1");
  const stored = /^ *([0-7]+)[ \0]/.exec(text)?.[1];
  if (stored === undefined) return false;
  let sum = 0;
  for (let at = 0; at < blockBytes; at += 1) {
    const isOfChecksum = at >= checksumAt && at < checksumAt + checksumBytes;
    sum += isOfChecksum ? 0x20 : (head[at] ?? 0);
  }
  return sum === Number.parseInt(stored, 8);
}

/**
 * The entries of a tar archive, in its order, as they come.
 * @throws DocumentError DOCUMENT_CORRUPT when it is damaged or cut off; what `pieces` throws.
 */
export async function* tarEntries(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveEntry, void, void> {
  const { readable, writable } = createTarDecoder({ strict: true });
  const writer = writable.getWriter();
  // Ends, in failure too, only after the entries did, which tell of it.
  const feeding = feed(pieces, writer).catch((error: unknown) => writer.abort(error).catch(() => undefined));
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await refuseBroken(reader.read());
      if (done) return;
      yield {
        path: value.header.name,
        kind: kindOf(value),
        sizeBytes: value.header.size,
        content: contentOf(value),
      };
      await value.body.cancel();
    }
  } finally {
    await reader.cancel().catch(() => undefined);
    await feeding;
  }
}

/** Adds the two empty blocks that end an archive, which some programs leave out. */
async function feed(pieces: AsyncIterable<Uint8Array>, writer: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    await writer.write(piece);
  }
  // One that was cut off elsewhere than between two blocks is not complete.
  if (bytes % blockBytes === 0) await writer.write(new Uint8Array(2 * blockBytes));
  await writer.close();
}

function kindOf({ header }: ParsedTarEntry): ArchiveEntry["kind"] {
  switch (header.type ?? "file") {
    case "file":
      return "file";
    case "directory":
      return "folder";
    case "link":
    case "symlink":
      return "link";
    default:
      return "device";
  }
}

async function* contentOf({ body }: ParsedTarEntry): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await refuseBroken(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

/** What the reading of the file throws says more than that the archive ends too early. */
async function refuseBroken<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DocumentError || (error instanceof Error && "syscall" in error)) throw error;
    throw new DocumentError("DOCUMENT_CORRUPT", "The archive is damaged or cut off: it is no readable tar archive.", {
      cause: error,
    });
  }
}

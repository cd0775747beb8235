import { DocumentError } from "../../errors.js";
import { partPath } from "../../parts/part-path.js";
import type { Block, ParseSource } from "../parser.js";
import { TableWriter } from "../table/table-writer.js";

/** What an archive holds, in its order. */
export interface ArchiveEntry {
  /** Its path as the archive says it. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link" | "device";
  /** Its bytes, when the archive says how many; else they are counted. */
  readonly sizeBytes: number | null;
  /** Its bytes; asked for at most once, before the next entry is. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** What systems put into archives for themselves. */
const noiseFolder = "__MACOSX";
const noiseFiles: readonly string[] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/**
 * Keeps the files of an archive as documents of their own, in the order of the archive, and gives the list of them as
 * a table. What is not kept is listed with the reason.
 * @throws DocumentError DOCUMENT_TOO_LARGE beyond `containerEntries`, DOCUMENT_EMPTY without files; what keeping throws.
 */
export async function* archiveBlocks(
  entries: AsyncIterable<ArchiveEntry>,
  { limits, parts }: Pick<ParseSource, "limits" | "parts">,
): AsyncGenerator<Block, void, void> {
  const writer = new TableWriter();
  writer.openTable(["File", "Bytes", "Note"]);
  let [all, files] = [0, 0];
  for await (const entry of entries) {
    all += 1;
    if (all > limits.containerEntries) throw tooManyEntries(limits.containerEntries);
    if (entry.kind === "folder") continue;
    files += 1;
    const note = reasonToSkip(entry);
    const counted = { bytes: 0 };
    if (note === "" && parts !== null) await parts.add(entry.path, null, counting(entry.content, counted));
    const bytes = entry.sizeBytes ?? counted.bytes;
    writer.row([partPath(entry.path).join("/"), String(bytes), note]);
    yield* writer.take();
  }
  if (files === 0) throw new DocumentError("DOCUMENT_EMPTY", "The archive has no files.");
  writer.end();
  yield* writer.take();
}

/** What says that an archive has more entries than it may. */
export function tooManyEntries(limit: number): DocumentError {
  return new DocumentError("DOCUMENT_TOO_LARGE", `The archive has more than ${limit} entries.`);
}

function reasonToSkip({ kind, path, sizeBytes }: ArchiveEntry): string {
  if (kind === "link") return "a link, left out";
  if (kind === "device") return "no file, left out";
  const names = partPath(path);
  if (names.includes(noiseFolder) || noiseFiles.includes(names.at(-1) ?? "")) return "of the system, left out";
  return sizeBytes === 0 ? "empty, left out" : "";
}

async function* counting(
  content: AsyncIterable<Uint8Array>,
  counted: { bytes: number },
): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of content) {
    counted.bytes += piece.length;
    yield piece;
  }
}

import { open } from "node:fs/promises";
import { extname } from "node:path";
import { type ArchiveEntry, archiveBlocks } from "./archive/archive-blocks.js";
import { gunzipped, nameInGzip } from "./archive/gunzip.js";
import { isTar, tarEntries } from "./archive/tar-entries.js";
import { formats } from "./formats.js";
import { type FileProbe, noFacts, type ParsedDocument, type Parser, type ParseSource } from "./parser.js";

const tarHeaderBytes = 512;
const gzipHeaderBytes = 4_096;

/** Files packed with gzip: the one file in it, or all files of the tar archive in it, become documents of their own. */
export const gzParser: Parser = {
  ...formats.gz,
  isText: false,
  recognises: ({ magicType }: FileProbe) => magicType === "application/gzip",
  parse: (source: ParseSource): Promise<ParsedDocument> =>
    Promise.resolve({ facts: noFacts, blocks: archiveBlocks(gzipEntries(source), source) }),
};

async function* gzipEntries(source: ParseSource): AsyncGenerator<ArchiveEntry, void, void> {
  const pieces = gunzipped(source.path);
  try {
    const start: Uint8Array[] = [];
    for (let length = 0; length < tarHeaderBytes;) {
      const next = await pieces.next();
      if (next.done === true) break;
      start.push(next.value);
      length += next.value.length;
    }
    const content = joined(start, pieces);
    if (isTar(Buffer.concat(start))) yield* tarEntries(content);
    else yield { path: await nameOf(source), kind: "file", sizeBytes: start.length === 0 ? 0 : null, content };
  } finally {
    await pieces.return();
  }
}

async function* joined(
  start: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  yield* start;
  yield* rest;
}

/** What the file says that its content is called, else its own name without its last extension. */
async function nameOf({ path, name }: ParseSource): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(gzipHeaderBytes), 0, gzipHeaderBytes, 0);
    return nameInGzip(buffer.subarray(0, bytesRead)) ?? name.slice(0, name.length - extname(name).length);
  } finally {
    await file.close();
  }
}

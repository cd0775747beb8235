import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { estimateTokens } from "../../text/index.js";
import { DocumentError } from "../errors.js";
import { defaultJoint } from "../parsers/parser.js";
import type { Chunk } from "../split/chunk.js";

/** The media type of stored chunks. */
export const suppliedMimeType = "application/x-ndjson";

/** A chunk that a caller supplied with its vector; a line of JSON in the stored file. */
export interface SuppliedChunk {
  readonly text: string;
  readonly embedding: readonly number[];
  readonly page: number | null;
  readonly headingPath: readonly string[];
}

/** Chunks as they are stored: a line of JSON for each. */
export function* suppliedLines(chunks: Iterable<SuppliedChunk>): Generator<Buffer, void, void> {
  for (const chunk of chunks) yield Buffer.from(`${JSON.stringify(chunk)}\n`, "utf8");
}

/**
 * Reads stored chunks again. The full text of their document is their texts, with an empty line between two.
 * @throws DocumentError DOCUMENT_CORRUPT when the file is not what {@link suppliedLines} wrote.
 */
export async function* readSuppliedChunks(
  path: string,
): AsyncGenerator<{ readonly chunk: Chunk; readonly embedding: Float32Array }, void, void> {
  let position = 0;
  let characterEnd = 0;
  for await (const line of createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity })) {
    const { text, embedding, page, headingPath } = parse(line);
    const characterStart = characterEnd === 0 ? 0 : characterEnd + defaultJoint.length;
    characterEnd = characterStart + text.length;
    const place = { position, characterStart, characterEnd, page, pageEnd: page };
    const chunk = { ...place, text, repeatedHeader: "", headingPath, tokenCount: estimateTokens(text) };
    yield { chunk, embedding: Float32Array.from(embedding) };
    position += 1;
  }
}

function parse(line: string): SuppliedChunk {
  try {
    return JSON.parse(line) as SuppliedChunk;
  } catch (error) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The stored chunks are damaged.", { cause: error });
  }
}

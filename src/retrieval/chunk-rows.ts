import { toVectorArray } from "../database/vector.js";
import type { IndexedChunk } from "./indexed-chunk.js";

/** The columns of a chunk's row that come from the chunk, for `json_to_recordset`. */
export interface ChunkRow {
  readonly position: number;
  readonly text: string;
  readonly page: number | null;
  readonly pageEnd: number | null;
  readonly characterStart: number;
  readonly characterEnd: number;
  readonly headingPath: readonly string[];
  readonly tokenCount: number;
  readonly termCount: number;
}

/** The columns of {@link ChunkRow} as SQL names them in a record set, */
export const chunkRecord = `position int, text text, page int, "pageEnd" int, "characterStart" int, "characterEnd" int, "headingPath" text[], "tokenCount" int, "termCount" int`;
/** as they are read from one that is called `c`, */
export const chunkValues = `c.position, c.text, c.page, c."pageEnd", c."characterStart", c."characterEnd", c."headingPath", c."tokenCount", c."termCount"`;
/** and those of the table that they go into. */
export const chunkColumns =
  "position, text, page, page_end, character_start, character_end, heading_path, token_count, term_count";

/** A chunk as a row. */
export function chunkRow({ chunk, enrichment }: IndexedChunk): ChunkRow {
  return {
    position: chunk.position,
    text: storable(chunk.text),
    page: chunk.page,
    pageEnd: chunk.pageEnd,
    characterStart: chunk.characterStart,
    characterEnd: chunk.characterEnd,
    headingPath: chunk.headingPath.map(storable),
    tokenCount: chunk.tokenCount,
    termCount: enrichment.termCount,
  };
}

/** The vectors of those chunks that have one, for a parameter of type `vector[]`, with the chunks in the same order. */
export function vectorsOf(
  chunks: readonly IndexedChunk[],
  vectorType: number,
): { readonly chunks: readonly IndexedChunk[]; readonly vectors: Buffer } {
  const present = chunks.filter(({ embedding }) => embedding !== null);
  return {
    chunks: present,
    vectors: toVectorArray(
      present.map(({ embedding }) => embedding ?? []),
      vectorType,
    ),
  };
}

const unstorable = /\0|\p{Surrogate}/gu;

/** PostgreSQL stores neither NUL nor half a surrogate pair; each becomes a replacement character, so that offsets hold. */
function storable(text: string): string {
  return text.replace(unstorable, "\uFFFD");
}

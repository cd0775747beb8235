import type { Sql } from "./sql.js";

/** The passage of a hit. */
export interface Passage {
  readonly chunkId: number;
  readonly documentId: number;
  /** Its place in its document, from 0. */
  readonly position: number;
  readonly text: string;
  readonly page: number | null;
  readonly pageEnd: number | null;
  /** The headings above it, outermost first. */
  readonly headingPath: readonly string[];
  /** Where it stands in the document's text, in UTF-16 code units. */
  readonly characterStart: number;
  readonly characterEnd: number;
}

/** The passages of chunks, by chunk id. What was deleted meanwhile is left out. One statement. */
export async function loadPassages(sql: Sql, chunkIds: readonly number[]): Promise<Map<number, Passage>> {
  if (chunkIds.length === 0) return new Map();
  const rows = await sql.query<Passage>(
    `SELECT id AS "chunkId", document_id AS "documentId", position, text, page, page_end AS "pageEnd", heading_path AS "headingPath",
       character_start AS "characterStart", character_end AS "characterEnd"
     FROM chunk WHERE id = ANY ($1::int[])`,
    [chunkIds],
  );
  return new Map(rows.map((row) => [row.chunkId, row]));
}

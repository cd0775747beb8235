import type { Sql } from "./sql.js";

/** A chunk whose surroundings are wanted. */
interface Piece {
  readonly position: number;
  readonly text: string;
  readonly characterStart: number;
  readonly characterEnd: number;
  readonly tokenCount: number;
}

/** Chunks before and after a hit that are looked at, at most. */
const reach = 20;

/**
 * The text around chunks: of each the neighbours in its section (those under the same headings), as many before and
 * after as fit into `maximumTokens` with it, nearest first. By chunk id; what was deleted meanwhile is left out. One
 * statement.
 */
export async function loadParentTexts(
  sql: Sql,
  chunkIds: readonly number[],
  maximumTokens: number,
): Promise<Map<number, string>> {
  const rows = await sql.query<Piece & { readonly hit: number; readonly at: number }>(
    `SELECT hit.id AS hit, hit.position AS at, near.position, near.text, near.character_start AS "characterStart",
       near.character_end AS "characterEnd", near.token_count AS "tokenCount"
     FROM chunk hit JOIN chunk near ON near.document_id = hit.document_id AND near.generation = hit.generation
       AND near.position BETWEEN hit.position - ${reach} AND hit.position + ${reach} AND near.heading_path = hit.heading_path
     WHERE hit.id = ANY ($1::int[]) ORDER BY hit.id, near.position`,
    [chunkIds],
  );
  const byHit = new Map<number, { readonly at: number; readonly pieces: Piece[] }>();
  for (const { hit, at, ...piece } of rows) {
    const known = byHit.get(hit);
    if (known === undefined) byHit.set(hit, { at, pieces: [piece] });
    else known.pieces.push(piece);
  }
  return new Map([...byHit].map(([hit, { at, pieces }]) => [hit, join(around(pieces, at, maximumTokens))]));
}

/** The piece at a position with as many neighbours on both sides as fit, without a gap. */
export function around(pieces: readonly Piece[], at: number, maximumTokens: number): readonly Piece[] {
  const byPosition = new Map(pieces.map((piece) => [piece.position, piece]));
  const hit = byPosition.get(at);
  if (hit === undefined) return [];
  const chosen = [hit];
  let tokens = hit.tokenCount;
  const take = (position: number): boolean => {
    const piece = byPosition.get(position);
    if (piece === undefined || tokens + piece.tokenCount > maximumTokens) return false;
    tokens += piece.tokenCount;
    chosen.push(piece);
    return true;
  };
  let before = at - 1;
  let after = at + 1;
  let goesBack = true;
  let goesOn = true;
  while (goesBack || goesOn) {
    goesOn &&= take(after++);
    goesBack &&= take(before--);
  }
  return chosen.sort((left, right) => left.position - right.position);
}

/** Neighbouring pieces as one text: what the next repeats of the one before is left out. */
export function join(pieces: readonly Piece[]): string {
  let text = "";
  let end = -1;
  for (const piece of pieces) {
    // A header that a later part of a table repeats stands before the part's own text.
    const own = piece.text.slice(piece.text.length - (piece.characterEnd - piece.characterStart));
    if (end < 0) text = piece.text;
    else if (piece.characterStart < end) text += own.slice(end - piece.characterStart);
    else text += (piece.characterStart - end > 1 ? "\n\n" : "\n") + own;
    end = piece.characterEnd;
  }
  return text;
}

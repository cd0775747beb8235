import type { Transactions } from "../database/transaction.js";
import { type DocumentToRead, ReadingOverError } from "./reading.js";
import type { FinishedReading } from "./finished-reading.js";
import { shortened, shortenedTitle } from "./found-title.js";
import { reusableReading } from "./twins.js";

const longestAuthor = 500;
const longestDescription = 4_000;
const mostWarnings = 20;

/**
 * Lets searches see what was read of several documents, in one statement. What a file says of itself fills in what the
 * caller did not say.
 * @throws ReadingOverError when, of one of them, another attempt has begun, or it was stopped or removed.
 */
export async function publishReadings(
  transactions: Pick<Transactions, "query">,
  readings: readonly FinishedReading[],
): Promise<void> {
  const published = await transactions.query(
    `UPDATE document d SET status = 'ready', failure_code = NULL, failure_message = NULL, progress = NULL, read_at = now(),
       updated_at = now(), generation = g.generation, chunk_count = g.chunk_count, language = g.language, text_key = f."textKey",
       title = CASE WHEN d.title = d.name THEN coalesce(f.title, d.title) ELSE d.title END,
       author = coalesce(d.author, f.author), description = coalesce(d.description, f.description),
       mime_type = f."mimeType", pages = f.pages, word_count = f.words, token_count = f.tokens, character_count = f.characters,
       warnings = f.warnings, reusable_reading = f."reusableReading"
     FROM json_to_recordset($1::json) AS f(id int, reading int, generation int, "textKey" text, title text, author text,
       description text, "mimeType" text, pages int, words int, tokens int, characters int, warnings text[],
       "reusableReading" jsonb)
     JOIN document_generation g ON g.document_id = f.id AND g.generation = f.generation
     WHERE d.id = f.id AND d.reading = f.reading AND d.generation <= g.generation
     RETURNING 1`,
    [JSON.stringify(readings.map(rowOf))],
  );
  if (published.length < readings.length) throw new ReadingOverError();
}

/** Locks the rows of those documents whose reading still counts, so that it does until the transaction ends. */
export async function lockReadings(
  transactions: Pick<Transactions, "query">,
  documents: readonly DocumentToRead[],
): Promise<ReadonlySet<number>> {
  const rows = await transactions.query<{ id: number }>(
    `SELECT d.id FROM document d JOIN unnest($1::int[], $2::int[]) AS begun(id, reading)
       ON d.id = begun.id AND d.reading = begun.reading
     ORDER BY d.id FOR NO KEY UPDATE OF d`,
    [documents.map(({ id }) => id), documents.map(({ reading }) => reading)],
  );
  return new Set(rows.map(({ id }) => id));
}

function rowOf({ document, facts, generation, textKey }: FinishedReading) {
  const said = {
    title: shortenedTitle(facts.title),
    author: shortened(facts.author, longestAuthor),
    description: shortened(facts.description, longestDescription),
  };
  return {
    ...said,
    id: document.id,
    reading: document.reading,
    generation,
    textKey,
    mimeType: facts.mimeType,
    pages: facts.pages,
    words: facts.words,
    tokens: facts.tokens,
    characters: facts.characters,
    warnings: facts.warnings.slice(0, mostWarnings),
    reusableReading: reusableReading(document, { ...facts, ...said }),
  };
}

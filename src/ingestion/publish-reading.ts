import type { Transactions } from "../database/transaction.js";
import type { GenerationWriter } from "../retrieval/index.js";
import type { ParsedFacts } from "./process/protocol.js";
import { type DocumentToRead, ReadingOverError } from "./reading.js";

const longestTitle = 500;
const longestDescription = 4_000;
const mostWarnings = 20;

/**
 * Lets searches see what was read, in one statement. What the file says of itself fills in what the caller did not say.
 * @param writer Of the generation of chunks, which is finished.
 * @param textKey Of the text in the file store.
 * @throws ReadingOverError when another attempt has begun, or the document was stopped or removed.
 */
export async function publishReading(
  transactions: Pick<Transactions, "query">,
  { id, reading }: DocumentToRead,
  facts: ParsedFacts,
  { generation }: Pick<GenerationWriter, "generation">,
  textKey: string,
): Promise<void> {
  const published = await transactions.query(
    `UPDATE document d SET status = 'ready', failure_code = NULL, failure_message = NULL, progress = NULL, read_at = now(),
       updated_at = now(), generation = g.generation, chunk_count = g.chunk_count, language = g.language, text_key = $4,
       title = CASE WHEN d.title = d.name THEN coalesce($5, d.title) ELSE d.title END,
       author = coalesce(d.author, $6), description = coalesce(d.description, $7), mime_type = $8, pages = $9,
       word_count = $10, token_count = $11, character_count = $12, warnings = $13
     FROM document_generation g
     WHERE d.id = $1 AND d.reading = $2 AND g.document_id = d.id AND g.generation = $3 AND d.generation <= g.generation
     RETURNING 1`,
    [
      id,
      reading,
      generation,
      textKey,
      shortened(facts.title, longestTitle),
      shortened(facts.author, longestTitle),
      shortened(facts.description, longestDescription),
      facts.mimeType,
      facts.pages,
      facts.words,
      facts.tokens,
      facts.characters,
      facts.warnings.slice(0, mostWarnings),
    ],
  );
  if (published.length === 0) throw new ReadingOverError();
}

function shortened(text: string | null, length: number): string | null {
  const clean = text?.replaceAll("\0", "").trim() ?? "";
  return clean === "" ? null : clean.slice(0, length).toWellFormed();
}

import { createHash } from "node:crypto";
import { version } from "../config/version.js";
import type { Transactions } from "../database/transaction.js";
import type { StoredReading } from "../entities/index.js";
import type { ChunkIndex } from "../retrieval/index.js";
import { FileMissingError } from "../storage/errors.js";
import type { FileStore } from "../storage/file-store.js";
import type { FinishedReading, ReadFacts } from "./finished-reading.js";
import type { DocumentToRead } from "./reading.js";

/** A document of the same owner whose reading came to what another one's would come to. */
interface Twin extends Omit<ReadFacts, "title" | "author" | "description" | "parts"> {
  readonly id: number;
  readonly generation: number;
  readonly textKey: string;
  readonly reading: StoredReading;
}

/**
 * What a document's row keeps of its reading, so that it can serve other documents with the same bytes. Null when it
 * cannot: it took a password, or there are files inside, which become documents of their own.
 */
export function reusableReading(document: DocumentToRead, facts: ReadFacts): StoredReading | null {
  if (document.sealedPassword !== null || facts.parts.length > 0) return null;
  const { title, author, description } = facts;
  return { basis: basisOf(document), contentHash: document.contentHash, title, author, description };
}

/** Takes over what was read of a document with the same bytes, so that they are neither read nor embedded again. */
export class Twins {
  constructor(
    private readonly sql: Pick<Transactions, "query">,
    private readonly files: Pick<FileStore, "copy">,
    private readonly index: Pick<ChunkIndex, "copy" | "discard">,
  ) {}

  /**
   * Copies the text and the chunks of a twin, with their vectors of a space, to a new generation of the document, which
   * is not published. A document whose bytes were read and embedded in that space before has no twin: it is read again
   * because somebody wants that.
   * @returns null when there is no twin, or it was removed or read again meanwhile.
   * @throws GenerationGoneError when the document itself was; the reason of `signal`.
   */
  async copy(document: DocumentToRead, spaceId: number, signal: AbortSignal): Promise<FinishedReading | null> {
    if (!document.hasTwin || document.sealedPassword !== null) return null;
    const twin = await this.find(document, spaceId);
    if (twin === null) return null;
    const { id: documentId, interruptions } = document;
    const generation = await this.index.copy(
      { documentId: twin.id, generation: twin.generation },
      documentId,
      spaceId,
      { clears: interruptions > 0, signal },
    );
    if (generation === null) return null;
    try {
      return { document, facts: factsOf(twin), generation, textKey: await this.files.copy(twin.textKey) };
    } catch (error) {
      await this.index.discard({ documentId, generation });
      if (error instanceof FileMissingError) return null;
      throw error;
    }
  }

  private async find(document: DocumentToRead, spaceId: number): Promise<Twin | null> {
    const isEmbedded = (of: string): string =>
      `EXISTS (SELECT 1 FROM chunk_embedding e WHERE e.document_id = ${of}.id AND e.generation = ${of}.generation AND e.space_id = $3)`;
    const [twin] = await this.sql.query<Twin>(
      `SELECT t.id, t.generation, t.text_key AS "textKey", t.mime_type AS "mimeType", t.pages, t.chunk_count AS chunks,
         t.character_count AS characters, t.word_count AS words, t.token_count AS tokens, t.warnings,
         t.reusable_reading AS reading
       FROM document d JOIN document t ON t.owner_id = d.owner_id AND t.content_hash = d.content_hash AND t.id <> d.id
       WHERE d.id = $1 AND t.status = 'ready' AND t.text_key IS NOT NULL AND t.reusable_reading->>'basis' = $2
         AND ${isEmbedded("t")}
         AND (d.generation = 0 OR d.reusable_reading->>'contentHash' <> d.content_hash OR NOT ${isEmbedded("d")})
       ORDER BY t.id LIMIT 1`,
      [document.id, basisOf(document), spaceId],
    );
    return twin ?? null;
  }
}

function factsOf({ reading, mimeType, pages, characters, words, tokens, chunks, warnings }: Twin): ReadFacts {
  const { title, author, description } = reading;
  return { title, author, description, mimeType, pages, characters, words, tokens, chunks, warnings, parts: [] };
}

/** Hash of what, with the bytes, the text and the chunks of a document depend on. Its chunks are found by its title too. */
function basisOf({ name, mimeType, title }: DocumentToRead): string {
  return createHash("sha256")
    .update(JSON.stringify([version, name, mimeType, title]))
    .digest("hex");
}

import { copyGeneration, findCopySource } from "./copy-generation.js";
import type { GenerationKey } from "./generation-key.js";
import { GenerationGoneError } from "./errors.js";
import { GenerationWriter } from "./generation-writer.js";
import type { Sql } from "./sql.js";
import { type WholeGeneration, writeWholeGenerations } from "./whole-generations.js";

// One statement of a sweep deletes at most so many rows, so that searches are served in between.
const rowsPerDelete = 5_000;
const chunksPerDelete = 1_000;

/** The chunks of all documents: written as invisible generations, published, and swept. */
export class ChunkIndex {
  private vectorType: number | null = null;

  constructor(private readonly sql: Sql) {}

  /**
   * Starts a new generation of a document. Others of its generations that were never published are taken to be
   * abandoned and become invalid: a writer of theirs gets GenerationGoneError.
   *
   * @param spaceId The embedding space that the vectors will be of.
   * @param language The language that the chunks were enriched in.
   * @param clears Whether abandoned ones are deleted; else they are left to the {@link sweep}, and nothing is read.
   */
  async begin(documentId: number, spaceId: number, language: string | null, clears = true): Promise<GenerationWriter> {
    if (clears) await this.deleteGenerations(documentId, ">");
    const [row] = await this.sql.query<{ generation: number }>(
      `INSERT INTO document_generation (document_id, language)
       SELECT id, $2 FROM document WHERE id = $1 FOR KEY SHARE RETURNING generation`,
      [documentId, language],
    );
    if (row === undefined) throw new GenerationGoneError(documentId, 0);
    return new GenerationWriter(this.sql, documentId, row.generation, spaceId, await this.vectorTypeNumber());
  }

  /**
   * Writes all chunks of several short documents at once, in the caller's transaction, which has locked their rows.
   * Returns the generation of each document; nothing of them is seen before they are published.
   */
  async writeWhole(wholes: readonly WholeGeneration[]): Promise<Map<number, number>> {
    return writeWholeGenerations(this.sql, await this.vectorTypeNumber(), wholes);
  }

  /**
   * Writes a new generation of a document that is the same as the present one of another, with its vectors of a space.
   * Nothing of it is seen before it is published.
   *
   * @param clears As for {@link begin}.
   * @returns its number; null when searches see another generation of the other document by the end.
   * @throws GenerationGoneError when the document is removed, or begun anew; the reason of `signal`.
   */
  async copy(
    from: GenerationKey,
    documentId: number,
    spaceId: number,
    { clears, signal }: { readonly clears: boolean; readonly signal: AbortSignal },
  ): Promise<number | null> {
    const source = await findCopySource(this.sql, from, spaceId);
    if (source === null) return null;
    const { generation } = await this.begin(documentId, spaceId, source.language, clears);
    const target = { documentId, generation };
    let isWhole = false;
    try {
      isWhole = await copyGeneration(this.sql, source, target, signal);
    } finally {
      if (!isWhole) await this.deleteGeneration(target);
    }
    return isWhole ? generation : null;
  }

  /**
   * Lets searches see a finished generation instead of the one before, in one statement. The one before stays until it
   * is swept: {@link sweepDocument}. Nothing goes back: publishing an older one than the present throws.
   */
  async publish(documentId: number, generation: number): Promise<void> {
    const rows = await this.sql.query(
      `UPDATE document d SET generation = g.generation, chunk_count = g.chunk_count, language = g.language
       FROM document_generation g
       WHERE d.id = $1 AND g.document_id = d.id AND g.generation = $2 AND d.generation <= g.generation
       RETURNING 1`,
      [documentId, generation],
    );
    if (rows.length === 0) throw new GenerationGoneError(documentId, generation);
  }

  /** Deletes a generation that will not be published; nothing happens when it was. */
  async discard({ documentId, generation }: GenerationKey): Promise<void> {
    const [seen] = await this.sql.query("SELECT 1 FROM document WHERE id = $1 AND generation >= $2", [
      documentId,
      generation,
    ]);
    if (seen === undefined) await this.deleteGeneration({ documentId, generation });
  }

  /** Deletes what a document had before its present generation, in short statements. */
  async sweepDocument(documentId: number): Promise<void> {
    await this.deleteGenerations(documentId, "<");
  }

  /**
   * Deletes every generation that cannot be seen any more, or that nobody has written to for `abandonedAfterSeconds`;
   * in short statements.
   *
   * @returns How many were deleted.
   */
  async sweep(abandonedAfterSeconds = 3_600): Promise<number> {
    const hidden = await this.hidden(abandonedAfterSeconds);
    for (const key of hidden) await this.deleteGeneration(key);
    return hidden.length;
  }

  /** The generations that {@link sweep} would delete. */
  async hidden(abandonedAfterSeconds: number): Promise<GenerationKey[]> {
    return this.sql.query<GenerationKey>(
      `SELECT g.document_id AS "documentId", g.generation
       FROM document_generation g LEFT JOIN document d ON d.id = g.document_id
       WHERE d.id IS NULL OR g.generation < d.generation
          OR g.generation > d.generation AND g.touched_at <= now() - make_interval(secs => $1)
       ORDER BY g.document_id, g.generation`,
      [abandonedAfterSeconds],
    );
  }

  /** Deletes all chunks of documents whose rows are gone, in short statements; those of others stay. */
  async deleteRemoved(documentIds: readonly number[]): Promise<void> {
    const keys = await this.sql.query<GenerationKey>(
      `SELECT g.document_id AS "documentId", g.generation FROM document_generation g
       WHERE g.document_id = ANY($1::int[]) AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id = g.document_id)`,
      [documentIds],
    );
    for (const key of keys) await this.deleteGeneration(key);
  }

  private async vectorTypeNumber(): Promise<number> {
    if (this.vectorType !== null) return this.vectorType;
    const [row] = await this.sql.query<{ oid: number }>("SELECT 'vector'::regtype::oid::int AS oid");
    return (this.vectorType = row!.oid);
  }

  private async deleteGenerations(documentId: number, which: "<" | ">"): Promise<void> {
    const keys = await this.sql.query<GenerationKey>(
      `SELECT g.document_id AS "documentId", g.generation FROM document_generation g JOIN document d ON d.id = g.document_id
       WHERE d.id = $1 AND g.generation ${which} d.generation`,
      [documentId],
    );
    for (const key of keys) await this.deleteGeneration(key);
  }

  private async deleteGeneration({ documentId, generation }: GenerationKey): Promise<void> {
    const key = [documentId, generation];
    await this.repeat(
      `DELETE FROM posting WHERE ctid = ANY (ARRAY(SELECT ctid FROM posting WHERE generation = $1 LIMIT ${rowsPerDelete}))`,
      [generation],
    );
    await this.repeat(
      `DELETE FROM chunk WHERE id = ANY (ARRAY(SELECT id FROM chunk WHERE document_id = $1 AND generation = $2 LIMIT ${chunksPerDelete}))`,
      key,
    );
    await this.sql.query("DELETE FROM document_generation WHERE document_id = $1 AND generation = $2", key);
  }

  /** Runs a DELETE until it finds nothing. */
  private async repeat(statement: string, parameters: readonly unknown[]): Promise<void> {
    for (let deleted = 1; deleted > 0;) {
      const [row] = await this.sql.query<{ count: number }>(
        `WITH gone AS (${statement} RETURNING 1) SELECT count(*)::int AS count FROM gone`,
        parameters,
      );
      deleted = row!.count;
    }
  }
}

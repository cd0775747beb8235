import { chunkColumns, chunkRecord, chunkRow, chunkValues, vectorsOf } from "./chunk-rows.js";
import { GenerationGoneError } from "./errors.js";
import type { IndexedChunk } from "./indexed-chunk.js";
import { segmentOf } from "./posting-entry.js";
import { PostingBuffer, type PostingRow } from "./posting-buffer.js";
import type { Sql } from "./sql.js";

// On the embedded database one statement at a time is served: none may take long.
const rowsPerStatement = 2_000;

// A generation that is written to says so this often; see ChunkIndex.sweep.
const touchMilliseconds = 30_000;

// The row lock is what a foreign key would take, once for each statement instead of once for each row.
const lockGeneration = `WITH owner AS MATERIALIZED (
  SELECT document_id, generation FROM document_generation WHERE document_id = $1 AND generation = $2 FOR KEY SHARE
)`;

/**
 * Writes the chunks of one generation, in order of position, batch by batch. Nothing of it is seen before it is
 * published. Every method throws GenerationGoneError once the generation is deleted. Not for concurrent calls.
 */
export class GenerationWriter {
  private readonly postings = new PostingBuffer();
  private segment = 0;
  private chunkCount = 0;
  private termCount = 0;
  private touchedAt = performance.now();

  constructor(
    private readonly sql: Sql,
    readonly documentId: number,
    readonly generation: number,
    private readonly spaceId: number,
    /** The number of the type `vector` in this database. */
    private readonly vectorType: number,
  ) {}

  /** Writes a batch of chunks with their embeddings; postings may wait for {@link finish}. */
  async write(batch: readonly IndexedChunk[]): Promise<void> {
    if (batch.length === 0) return;
    await this.insert(batch);
    for (const { chunk, enrichment } of batch) {
      if (segmentOf(chunk.position) !== this.segment) await this.flush(segmentOf(chunk.position));
      this.postings.add(chunk.position, enrichment);
      this.chunkCount++;
      this.termCount += enrichment.termCount;
    }
  }

  /** Writes what is left, and the sums. The generation is then whole and may be published. */
  async finish(): Promise<{ chunkCount: number; termCount: number }> {
    await this.flush(this.segment + 1);
    const rows = await this.sql.query(
      "UPDATE document_generation SET chunk_count = $3, term_count = $4, touched_at = now() WHERE document_id = $1 AND generation = $2 RETURNING 1",
      [this.documentId, this.generation, this.chunkCount, this.termCount],
    );
    if (rows.length === 0) throw this.gone();
    return { chunkCount: this.chunkCount, termCount: this.termCount };
  }

  /** Chunks and vectors in one statement: the database is asked once for each batch. */
  private async insert(batch: readonly IndexedChunk[]): Promise<void> {
    const embedded = vectorsOf(batch, this.vectorType);
    const now = performance.now();
    const isTouching = now - this.touchedAt > touchMilliseconds;
    if (isTouching) this.touchedAt = now;
    const [inserted] = await this.sql.query<{ count: number }>(
      `${lockGeneration}, touched AS (
         UPDATE document_generation g SET touched_at = now() FROM owner
         WHERE $7 AND g.document_id = owner.document_id AND g.generation = owner.generation
       ), inserted AS (
         INSERT INTO chunk (document_id, generation, ${chunkColumns})
         SELECT owner.document_id, owner.generation, ${chunkValues} FROM owner, json_to_recordset($3::json) AS c(${chunkRecord})
         ORDER BY c.position
         RETURNING id, position
       ), embedded AS (
         INSERT INTO chunk_embedding (chunk_id, space_id, document_id, generation, embedding)
         SELECT inserted.id, $4, $1, $2, e.embedding FROM inserted JOIN unnest($5::int[], $6::vector[]) AS e(position, embedding) USING (position)
       )
       SELECT count(*)::int AS count FROM inserted`,
      [
        this.documentId,
        this.generation,
        JSON.stringify(batch.map(chunkRow)),
        this.spaceId,
        embedded.chunks.map(({ chunk }) => chunk.position),
        embedded.vectors,
        isTouching,
      ],
    );
    if (inserted?.count !== batch.length) throw this.gone();
  }

  private async flush(nextSegment: number): Promise<void> {
    for (const rows of this.postings.drain(rowsPerStatement)) await this.insertPostings(this.segment, rows);
    this.segment = nextSegment;
  }

  private async insertPostings(segment: number, rows: readonly PostingRow[]): Promise<void> {
    // One text of lines is read faster than arrays of as many texts.
    const lines = rows.map(({ term, entries }) => `${term}\t${entries.length}\t{${entries.join(",")}}`).join("\n");
    const [written] = await this.sql.query<{ count: number }>(
      `${lockGeneration}, inserted AS (
         INSERT INTO posting (term, document_id, generation, segment, entry_count, entries)
         SELECT split_part(line, E'\\t', 1)::int, owner.document_id, owner.generation, $3, split_part(line, E'\\t', 2)::smallint, split_part(line, E'\\t', 3)::bigint[]
         FROM owner, string_to_table($4, E'\\n') AS line
         RETURNING 1
       )
       SELECT count(*)::int AS count FROM inserted`,
      [this.documentId, this.generation, segment, lines],
    );
    if (written?.count !== rows.length) throw this.gone();
  }

  private gone(): GenerationGoneError {
    return new GenerationGoneError(this.documentId, this.generation);
  }
}

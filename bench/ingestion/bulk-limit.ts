import { migrations } from "../../migrations/index.js";
import { type Database, openDatabase } from "../../src/database/data-source.js";
import { migrateUp } from "../../src/database/migrate.js";
import { toVectorArray } from "../../src/database/vector.js";
import { entities } from "../../src/entities/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { enrichChunks, type Enrichment } from "../../src/retrieval/enrich.js";
import { PostingBuffer } from "../../src/retrieval/posting-buffer.js";
import { segmentOf } from "../../src/retrieval/posting-entry.js";

/** A chunk as a server wrote it. */
interface StoredChunk {
  readonly document_id: number;
  readonly generation: number;
  readonly position: number;
  readonly text: string;
  readonly page: number | null;
  readonly page_end: number | null;
  readonly character_start: number;
  readonly character_end: number;
  readonly heading_path: string[];
  readonly token_count: number;
  readonly term_count: number;
  readonly title: string;
  readonly language: string | null;
}

const chunksPerStatement = 500;
const postingsPerStatement = 5_000;

/**
 * The fastest that these chunks could be written: embedded by the built-in model and inserted in large statements into
 * the same tables of an empty database, and nothing else: no files, jobs, splitting, progress, or events. The model works
 * on the next rows while the database takes these.
 * @param dataDir Of a server that has stopped.
 * @returns chunks and seconds.
 */
export async function measureLimit(dataDir: string, emptyDir: string): Promise<{ chunks: number; seconds: number }> {
  const source = await open(dataDir);
  const target = await open(emptyDir);
  try {
    await migrateUp(target.dataSource);
    await copyOwners(source, target);
    let seconds = 0;
    let chunks = 0;
    const postings = new Postings(target);
    for await (const rows of read(source)) {
      const begin = performance.now();
      await write(target, rows, postings);
      seconds += (performance.now() - begin) / 1_000;
      chunks += rows.length;
    }
    const begin = performance.now();
    await postings.flush();
    return { chunks, seconds: seconds + (performance.now() - begin) / 1_000 };
  } finally {
    await source.close();
    await target.close();
  }
}

function open(dataDir: string): Promise<Database> {
  return openDatabase({
    dataDir,
    poolSize: 4,
    logger: createLogger("fatal"),
    entities,
    migrations,
    onFatal: () => undefined,
  });
}

/** Everything that chunks refer to. */
async function copyOwners(source: Database, target: Database): Promise<void> {
  await target.pool.query("SET session_replication_role = replica");
  for (const table of ["app_user", "folder", "embedding_space", "document", "document_generation"]) {
    const { rows } = await source.pool.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${table} t`);
    for (let at = 0; at < rows.length; at += 1_000) {
      await target.pool.query(
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT (json_populate_record(NULL::${table}, line::json)).* FROM unnest($1::text[]) AS line ON CONFLICT DO NOTHING`,
        [rows.slice(at, at + 1_000).map(({ row }) => row)],
      );
    }
  }
  await target.pool.query("SET session_replication_role = origin");
}

async function* read(source: Database): AsyncGenerator<StoredChunk[], void, void> {
  for (let after = [0, -1]; ;) {
    const { rows } = await source.pool.query<StoredChunk>(
      `SELECT c.*, d.title, g.language FROM chunk c JOIN document d ON d.id = c.document_id
       JOIN document_generation g ON g.document_id = c.document_id AND g.generation = c.generation
       WHERE (c.document_id, c.position) > ($1, $2) ORDER BY c.document_id, c.position LIMIT 5000`,
      after,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = [last.document_id, last.position];
  }
}

async function write(target: Database, rows: readonly StoredChunk[], postings: Postings): Promise<void> {
  let inserting: Promise<void> = Promise.resolve();
  for (let at = 0; at < rows.length; at += chunksPerStatement) {
    const slice = rows.slice(at, at + chunksPerStatement);
    const enriched = slice.map(({ text, heading_path: headingPath, title, language }) => {
      const [enrichment] = enrichChunks([{ text, headingPath }], { title, language, embed: true });
      if (enrichment === undefined) throw new Error("no enrichment");
      return enrichment;
    });
    // One statement ahead: the database works in a thread of its own.
    await inserting;
    inserting = insert(target, slice, enriched, postings);
  }
  await inserting;
}

async function insert(
  { pool }: Database,
  rows: readonly StoredChunk[],
  enriched: readonly Enrichment[],
  postings: Postings,
): Promise<void> {
  const columns = rows.map(({ title: _title, language: _language, ...row }, index) => ({
    ...row,
    term_count: enriched[index]?.termCount,
  }));
  const { rows: ids } = await pool.query<{ id: number }>(
    `INSERT INTO chunk (document_id, generation, position, text, page, page_end, character_start, character_end, heading_path, token_count, term_count)
     SELECT document_id, generation, position, text, page, page_end, character_start, character_end, heading_path, token_count, term_count
     FROM json_populate_recordset(NULL::chunk, $1::json) RETURNING id`,
    [JSON.stringify(columns)],
  );
  await pool.query(
    `INSERT INTO chunk_embedding (chunk_id, space_id, document_id, generation, embedding)
     SELECT e.id, (SELECT max(id) FROM embedding_space), e.document_id, e.generation, e.vector
     FROM unnest($1::int[], $2::int[], $3::int[], $4::vector[]) AS e(id, document_id, generation, vector)`,
    [
      ids.map(({ id }) => id),
      rows.map((row) => row.document_id),
      rows.map((row) => row.generation),
      toVectorArray(
        enriched.map(({ embedding }) => embedding ?? []),
        await vectorTypeOf(pool),
      ),
    ],
  );
  for (const [index, row] of rows.entries()) await postings.add(row, enriched[index]);
}

async function vectorTypeOf(pool: Database["pool"]): Promise<number> {
  const { rows } = await pool.query<{ oid: number }>("SELECT 'vector'::regtype::oid::int AS oid");
  return rows[0]?.oid ?? 0;
}

/** Postings of all documents, written in large statements: one row for each term of a segment, as the server has them. */
class Postings {
  private readonly buffer = new PostingBuffer();
  private key = "";
  private place = { documentId: 0, generation: 0, segment: 0 };
  private lines: string[] = [];

  constructor(private readonly database: Database) {}

  async add(row: StoredChunk, enrichment: Enrichment | undefined): Promise<void> {
    const place = { documentId: row.document_id, generation: row.generation, segment: segmentOf(row.position) };
    const key = JSON.stringify(place);
    if (key !== this.key) await this.drain();
    this.key = key;
    this.place = place;
    if (enrichment !== undefined) this.buffer.add(row.position, enrichment);
  }

  async flush(): Promise<void> {
    await this.drain();
    await this.write();
  }

  private async drain(): Promise<void> {
    const { documentId, generation, segment } = this.place;
    for (const rows of this.buffer.drain(postingsPerStatement)) {
      for (const { term, entries } of rows) {
        this.lines.push(`${term}\t${documentId}\t${generation}\t${segment}\t${entries.length}\t{${entries.join(",")}}`);
      }
      if (this.lines.length >= postingsPerStatement) await this.write();
    }
  }

  private async write(): Promise<void> {
    const lines = this.lines.splice(0);
    if (lines.length === 0) return;
    const part = (index: number): string => `split_part(line, E'\\t', ${index})`;
    await this.database.pool.query(
      `INSERT INTO posting (term, document_id, generation, segment, entry_count, entries)
       SELECT ${part(1)}::int, ${part(2)}::int, ${part(3)}::int, ${part(4)}::int, ${part(5)}::smallint, ${part(6)}::bigint[]
       FROM string_to_table($1, E'\\n') AS line`,
      [lines.join("\n")],
    );
  }
}

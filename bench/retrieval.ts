import "reflect-metadata";
import { parseArgs } from "node:util";
import { migrations } from "../migrations/index.js";
import { openDatabase } from "../src/database/data-source.js";
import { migrateUp } from "../src/database/migrate.js";
import { Transactions } from "../src/database/transaction.js";
import { entities, SearchMode } from "../src/entities/index.js";
import { createLogger } from "../src/observability/logger.js";
import { BuiltinEmbeddingModel } from "../src/providers/builtin/embedding-model.js";
import { ChunkIndex, enrichChunks, ensureEmbeddingSpace, Retriever } from "../src/retrieval/index.js";

/** Times indexing and searching of synthetic text, whose words are as unevenly common as those of a language. */
const { values } = parseArgs({
  options: {
    chunks: { type: "string", default: "100000" },
    url: { type: "string" },
    queries: { type: "string", default: "40" },
  },
});
const chunkTarget = Number(values.chunks);
const queryCount = Number(values.queries);
const chunksPerDocument = 20;
const wordsPerChunk = 150;
const vocabulary = 50_000;

let state = 42;
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}
/** Zipf-like: the word of rank r with a chance of about 1/r. */
function word(): string {
  return `w${Math.floor(vocabulary ** random()).toString(36)}x`;
}
function percentile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((left, right) => left - right);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
}
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const where = values.url === undefined ? { memory: true as const } : { url: values.url };
const database = await openDatabase({ ...where, logger: createLogger("error"), entities, migrations });
await migrateUp(database.dataSource);
const sql = new Transactions(database.dataSource);
const spaceId = await ensureEmbeddingSpace(sql, BuiltinEmbeddingModel.space);
const model = new BuiltinEmbeddingModel();
const retriever = new Retriever(sql, () =>
  Promise.resolve({
    id: spaceId,
    dimensions: BuiltinEmbeddingModel.space.dimensions,
    isHashed: true,
    embedQuery: (query: string, language: string | null) => model.embedQuery(query, language),
  }),
);
const [owner] = await sql.query<{ id: number }>(
  "INSERT INTO app_user (username, username_key, role) VALUES ('bench', 'bench', 'admin') RETURNING id",
);
await sql.query("INSERT INTO folder (name) VALUES ('custom-documents') ON CONFLICT DO NOTHING");
const [whole] = await sql.query<{ id: number }>(
  "INSERT INTO workspace (slug, name) VALUES (gen_random_uuid(), 'whole') RETURNING id",
);
const [small] = await sql.query<{ id: number }>(
  "INSERT INTO workspace (slug, name) VALUES (gen_random_uuid(), 'small') RETURNING id",
);

const index = new ChunkIndex(sql);
let enriching = 0;
const started = performance.now();
for (let written = 0; written < chunkTarget; written += chunksPerDocument) {
  const [document] = await sql.query<{ id: number }>(
    `INSERT INTO document (uuid, owner_id, folder, name, title, mime_type, size_bytes, content_hash, file_key)
     VALUES (gen_random_uuid(), $1, 'custom-documents', 'bench', 'bench', 'text/plain', 0, '', '') RETURNING id`,
    [owner!.id],
  );
  await sql.query("INSERT INTO workspace_document (workspace_id, document_id) VALUES ($1, $2)", [
    whole!.id,
    document!.id,
  ]);
  if (written < 100)
    await sql.query("INSERT INTO workspace_document (workspace_id, document_id) VALUES ($1, $2)", [
      small!.id,
      document!.id,
    ]);
  const chunks = Array.from({ length: chunksPerDocument }, (_, position) => {
    const text = Array.from({ length: wordsPerChunk }, word).join(" ");
    return {
      position,
      text,
      page: null,
      pageEnd: null,
      characterStart: 0,
      characterEnd: text.length,
      headingPath: [],
      tokenCount: 0,
    };
  });
  const before = performance.now();
  const enrichments = enrichChunks(chunks, { language: "en", embed: true });
  enriching += performance.now() - before;
  const writer = await index.begin(document!.id, spaceId, "en");
  await writer.write(
    chunks.map((chunk, position) => ({
      chunk,
      enrichment: enrichments[position]!,
      embedding: enrichments[position]!.embedding!,
    })),
  );
  await writer.finish();
  await index.publish(document!.id, writer.generation);
}
const seconds = (performance.now() - started) / 1000;
print(
  `${chunkTarget} chunks of ${wordsPerChunk} words in ${seconds.toFixed(1)} s; of that analysing and embedding ${(enriching / 1000).toFixed(1)} s (${Math.round(chunkTarget / (enriching / 1000))} chunks/s)`,
);
const sizes = await sql.query<{ name: string; size: string }>(
  "SELECT relname AS name, pg_size_pretty(pg_total_relation_size(oid)) AS size FROM pg_class WHERE relname IN ('chunk', 'chunk_embedding', 'posting')",
);
print(sizes.map(({ name, size }) => `${name} ${size}`).join(", "));

for (const analysed of [false, true]) {
  if (analysed) await sql.query("ANALYZE");
  for (const [name, workspaceId] of [
    ["whole", whole!.id],
    ["100 chunks", small!.id],
  ] as const) {
    for (const mode of [SearchMode.KEYWORD, SearchMode.HYBRID]) {
      const times: number[] = [];
      for (let count = 0; count < queryCount; count++) {
        const query = Array.from({ length: 4 }, word).join(" ");
        const { tookMs } = await retriever.search({
          workspaceId,
          query,
          topN: 10,
          similarityThreshold: 0,
          mode,
          groupBy: "chunk",
        });
        times.push(tookMs.total);
      }
      print(
        `${analysed ? "after ANALYZE" : "no statistics"}, workspace ${name}, ${mode}: p50 ${percentile(times, 0.5)} ms, p95 ${percentile(times, 0.95)} ms`,
      );
    }
  }
}
const doomed = performance.now();
await sql.query("DELETE FROM document WHERE id IN (SELECT id FROM document ORDER BY id LIMIT 50)");
print(`deleting 50 documents of ${chunksPerDocument} chunks: ${(performance.now() - doomed).toFixed(0)} ms`);
await database.close();

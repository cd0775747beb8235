import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { migrations } from "../../migrations/index.js";
import { type Database, openDatabase } from "../../src/database/data-source.js";
import { migrateUp } from "../../src/database/migrate.js";
import { Transactions } from "../../src/database/transaction.js";
import { entities, SearchMode } from "../../src/entities/index.js";
import { paragraphBlocks } from "../../src/ingestion/parsers/text/paragraphs.js";
import type { Chunk } from "../../src/ingestion/split/chunk.js";
import { defaultSplitOptions } from "../../src/ingestion/split/options.js";
import { splitBlocks } from "../../src/ingestion/split/split-blocks.js";
import { createLogger } from "../../src/observability/logger.js";
import { BuiltinEmbeddingModel } from "../../src/providers/builtin/embedding-model.js";
import { ChunkIndex, enrichChunks, ensureEmbeddingSpace, Retriever } from "../../src/retrieval/index.js";
import { detectLanguage } from "../../src/text/index.js";
import type { DataSet } from "./data-set.js";
import type { EvaluationDriver, LoadedSet } from "./driver.js";

/** Options of the engine driver; for comparing settings. */
export interface EngineOptions {
  /** Postgres to use instead of an embedded database in memory. */
  readonly url?: string;
  readonly mode?: SearchMode;
  readonly similarityThreshold?: number;
}

/** Searches with the retrieval engine alone: no server, no ingestion processes. */
export class EngineDriver implements EvaluationDriver {
  private constructor(
    private readonly database: Database,
    private readonly sql: Transactions,
    private readonly retriever: Retriever,
    private readonly spaceId: number,
    private readonly options: EngineOptions,
  ) {}

  static async open(options: EngineOptions = {}): Promise<EngineDriver> {
    const where = options.url === undefined ? { memory: true as const } : { url: options.url };
    const database = await openDatabase({ ...where, logger: createLogger("warn"), entities, migrations });
    await migrateUp(database.dataSource);
    const sql = new Transactions(database.dataSource);
    const model = new BuiltinEmbeddingModel();
    const spaceId = await ensureEmbeddingSpace(sql, BuiltinEmbeddingModel.space);
    const space = {
      id: spaceId,
      dimensions: BuiltinEmbeddingModel.space.dimensions,
      isHashed: true,
      embedQuery: (query: string, language: string | null) => model.embedQuery(query, language),
    };
    return new EngineDriver(database, sql, new Retriever(sql, () => Promise.resolve(space)), spaceId, options);
  }

  async load(set: DataSet): Promise<LoadedSet> {
    const [workspace] = await this.sql.query<{ id: number }>(
      "INSERT INTO workspace (slug, name) VALUES ($1, $2) RETURNING id",
      [randomUUID(), set.name],
    );
    const [owner] = await this.sql.query<{ id: number }>(
      "INSERT INTO app_user (username, username_key, role) VALUES ($1, $1, 'admin') RETURNING id",
      [randomUUID()],
    );
    await this.sql.query("INSERT INTO folder (name) VALUES ('custom-documents') ON CONFLICT DO NOTHING");
    const names = new Map<number, string>();
    let chunks = 0;
    for (const document of set.documents) {
      const id = await this.createDocument(owner!.id, document.title, workspace!.id);
      names.set(id, document.id);
      chunks += await this.index(id, document);
    }
    const search = async (query: string, topN: number, groupBy: "chunk" | "document") =>
      (
        await this.retriever.search({
          workspaceId: workspace!.id,
          query,
          topN,
          groupBy,
          mode: this.options.mode ?? SearchMode.HYBRID,
          similarityThreshold: this.options.similarityThreshold ?? 0.25,
        })
      ).hits;
    return {
      chunks,
      searchDocuments: async (query) => (await search(query, 10, "document")).map((hit) => names.get(hit.documentId)!),
      searchPassages: async (query, count) =>
        (await search(query, count, "chunk")).map((hit) => ({
          documentId: names.get(hit.documentId)!,
          start: hit.characterStart,
          end: hit.characterEnd,
        })),
    };
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async createDocument(ownerId: number, title: string, workspaceId: number): Promise<number> {
    const [document] = await this.sql.query<{ id: number }>(
      `INSERT INTO document (uuid, owner_id, folder, name, title, mime_type, size_bytes, content_hash, file_key)
       VALUES ($1, $2, 'custom-documents', $3, $3, 'text/plain', 0, '', '') RETURNING id`,
      [randomUUID(), ownerId, title],
    );
    await this.sql.query("INSERT INTO workspace_document (workspace_id, document_id) VALUES ($1, $2)", [
      workspaceId,
      document!.id,
    ]);
    return document!.id;
  }

  private async index(documentId: number, { title, text }: { title: string; text: string }): Promise<number> {
    const chunks: Chunk[] = [];
    for await (const chunk of splitBlocks(paragraphBlocks(once(text)), defaultSplitOptions)) chunks.push(chunk);
    const { language } = detectLanguage(text);
    const index = new ChunkIndex(this.sql);
    const writer = await index.begin(documentId, this.spaceId, language);
    const enrichments = enrichChunks(chunks, { language, title, embed: true });
    await writer.write(
      chunks.map((chunk, position) => ({
        chunk,
        enrichment: enrichments[position]!,
        embedding: enrichments[position]!.embedding!,
      })),
    );
    await writer.finish();
    await index.publish(documentId, writer.generation);
    return chunks.length;
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

import { randomUUID } from "node:crypto";
import { Transactions } from "../../src/database/transaction.js";
import { BuiltinEmbeddingModel } from "../../src/providers/builtin/embedding-model.js";
import {
  ChunkIndex,
  enrichChunks,
  ensureEmbeddingSpace,
  type GenerationWriter,
  type IndexedChunk,
  Retriever,
} from "../../src/retrieval/index.js";
import { createTestDatabase } from "./database.js";

/** Documents, workspaces and searches on a database of the test file's own, without the services above. */
export interface Library {
  readonly sql: Transactions;
  readonly index: ChunkIndex;
  readonly retriever: Retriever;
  readonly spaceId: number;
  createWorkspace(): Promise<number>;
  /** A document without chunks, attached to workspaces. */
  createDocument(workspaceIds: readonly number[]): Promise<number>;
  enrich(texts: readonly string[], language?: string | null): IndexedChunk[];
  /** Writes a generation with one chunk for each text, and does not publish it. */
  write(documentId: number, texts: readonly string[], language?: string | null): Promise<GenerationWriter>;
  /** A document with one published chunk for each text. */
  add(workspaceIds: readonly number[], texts: readonly string[], language?: string | null): Promise<number>;
  generationsOf(documentId: number): Promise<number[]>;
  /** Rows of every table that hangs on documents. */
  countRows(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** Opens an empty library. */
export async function createLibrary(): Promise<Library> {
  const { database, close } = await createTestDatabase();
  const sql = new Transactions(database.dataSource);
  const model = new BuiltinEmbeddingModel();
  const { dimensions } = BuiltinEmbeddingModel.space;
  const spaceId = await ensureEmbeddingSpace(sql, BuiltinEmbeddingModel.space);
  const index = new ChunkIndex(sql);
  const retriever = new Retriever(sql, () =>
    Promise.resolve({
      id: spaceId,
      dimensions,
      isHashed: true,
      embedQuery: (query: string, language: string | null) => model.embedQuery(query, language),
    }),
  );
  const insert = async (statement: string, parameters: readonly unknown[]): Promise<number> =>
    (await sql.query<{ id: number }>(statement, parameters))[0]!.id;
  await sql.query("INSERT INTO folder (name) VALUES ('custom-documents') ON CONFLICT DO NOTHING");
  const ownerId = await insert(
    "INSERT INTO app_user (username, username_key, role) VALUES ($1, $1, 'admin') RETURNING id",
    [randomUUID()],
  );

  const library: Library = {
    sql,
    index,
    retriever,
    spaceId,
    createWorkspace: () =>
      insert("INSERT INTO workspace (slug, name) VALUES ($1, 'a workspace') RETURNING id", [randomUUID()]),
    async createDocument(workspaceIds) {
      const id = await insert(
        `INSERT INTO document (uuid, owner_id, folder, name, title, mime_type, size_bytes, content_hash, file_key)
         VALUES ($1, $2, 'custom-documents', 'a.txt', 'A', 'text/plain', 1, '', '') RETURNING id`,
        [randomUUID(), ownerId],
      );
      for (const workspaceId of workspaceIds)
        await sql.query("INSERT INTO workspace_document (workspace_id, document_id) VALUES ($1, $2)", [
          workspaceId,
          id,
        ]);
      return id;
    },
    enrich(texts, language = "en") {
      const chunks = texts.map((text, position) => ({
        position,
        text,
        page: 1,
        pageEnd: 2,
        characterStart: position * 10,
        characterEnd: position * 10 + text.length,
        headingPath: [],
        tokenCount: 1,
      }));
      const enrichments = enrichChunks(chunks, { language, embed: true });
      return chunks.map((chunk, position) => ({
        chunk,
        enrichment: enrichments[position]!,
        embedding: enrichments[position]!.embedding!,
      }));
    },
    async write(documentId, texts, language = "en") {
      const writer = await index.begin(documentId, spaceId, language);
      const chunks = library.enrich(texts, language);
      for (let start = 0; start < chunks.length; start += 500) await writer.write(chunks.slice(start, start + 500));
      await writer.finish();
      return writer;
    },
    async add(workspaceIds, texts, language = "en") {
      const documentId = await library.createDocument(workspaceIds);
      const writer = await library.write(documentId, texts, language);
      await index.publish(documentId, writer.generation);
      return documentId;
    },
    async generationsOf(documentId) {
      const rows = await sql.query<{ generation: number }>(
        "SELECT generation FROM document_generation WHERE document_id = $1 ORDER BY 1",
        [documentId],
      );
      return rows.map(({ generation }) => generation);
    },
    async countRows() {
      const counts: Record<string, number> = {};
      for (const table of ["document", "document_generation", "chunk", "chunk_embedding", "posting"]) {
        counts[table] = (await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`))[0]!.count;
      }
      return counts;
    },
    close,
  };
  return library;
}

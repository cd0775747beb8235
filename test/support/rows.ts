import { randomUUID } from "node:crypto";
import type { Database } from "../../src/database/data-source.js";
import { Document, Thread, User, WorkspaceDocument } from "../../src/entities/index.js";

/** Rows of threads, in their order. */
export async function insertThreads(
  { dataSource }: Database,
  workspaceId: number,
  names: readonly string[],
): Promise<number[]> {
  const threads = names.map((name) => ({ workspaceId, userId: null, name, slug: randomUUID() }));
  const { identifiers } = await dataSource.getRepository(Thread).insert(threads);
  return identifiers.map((identifier) => identifier["id"] as number);
}

/** Rows of documents that nobody reads, attached to a workspace in their order. */
export async function insertDocuments(
  { dataSource }: Database,
  workspaceId: number,
  titles: readonly string[],
): Promise<void> {
  const [owner] = await dataSource.getRepository(User).find({ take: 1 });
  if (owner === undefined) throw new Error("There is no user who could own documents.");
  const documents = titles.map((title) => ({
    uuid: randomUUID(),
    ownerId: owner.id,
    folder: "custom-documents",
    name: `${title}.txt`,
    title,
    mimeType: "text/plain",
    sizeBytes: 1,
    contentHash: randomUUID(),
    fileKey: randomUUID(),
  }));
  const { identifiers } = await dataSource.getRepository(Document).insert(documents);
  const places = identifiers.map((identifier) => ({ workspaceId, documentId: identifier["id"] as number }));
  await dataSource.getRepository(WorkspaceDocument).insert(places);
}

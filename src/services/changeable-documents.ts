import { In } from "typeorm";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Document, WorkspaceDocument } from "../entities/index.js";
import { ForbiddenError, NotFoundError } from "../errors/index.js";
import { knownDocuments, mayRemoveDocument, mayReplaceDocument, type Reach } from "../policies/document.policy.js";

/**
 * The documents with these ids, in order, provided that the viewer may change every one of them.
 * @param field what an error names.
 * @throws NotFoundError when the viewer does not know one; ForbiddenError when it may not change one.
 */
export async function changeableDocuments(
  transactions: Transactions,
  viewer: Viewer,
  ids: readonly number[],
  field = "documentIds",
): Promise<Document[]> {
  const unique = [...new Set(ids)];
  const known = knownDocuments(viewer);
  const documents = await transactions
    .manager()
    .createQueryBuilder(Document, "document")
    .where("document.id = ANY(:ids)", { ids: unique })
    .andWhere(known.sql, known.parameters)
    .orderBy("document.id", "ASC")
    .getMany();
  if (documents.length !== unique.length) throw new NotFoundError("Document", { field });
  const places = await transactions
    .manager()
    .getRepository(WorkspaceDocument)
    .findBy({ documentId: In(unique) });
  const placedIn = places.map(({ workspaceId }) => workspaceId);
  if (!mayRemoveDocument(viewer, placedIn)) {
    throw new ForbiddenError("Documents are changed by managers whose credential reaches all their workspaces.");
  }
  return documents;
}

/**
 * The first of some documents that may be replaced in somebody's name; null when there is none. In the caller's
 * transaction, which has locked their rows, so that nobody attaches them elsewhere meanwhile.
 */
export async function firstReplaceable(
  transactions: Transactions,
  reach: Reach,
  documents: readonly Document[],
): Promise<Document | null> {
  if (documents.length === 0) return null;
  const places = await transactions
    .manager()
    .getRepository(WorkspaceDocument)
    .findBy({ documentId: In(documents.map(({ id }) => id)) });
  const placesOf = ({ id }: Document) =>
    places.filter(({ documentId }) => documentId === id).map(({ workspaceId }) => workspaceId);
  return documents.find((document) => mayReplaceDocument(reach, placesOf(document))) ?? null;
}

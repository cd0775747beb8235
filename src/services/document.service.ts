import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { decodeGlobalId, Document, WorkspaceDocument } from "../entities/index.js";
import { NotFoundError, ValidationError } from "../errors/index.js";
import { knownDocuments } from "../policies/document.policy.js";
import type { FileStore } from "../storage/file-store.js";
import { type DocumentFilter, narrowDocuments } from "./document-filter.js";
import { findKnown } from "./known.js";
import { assertKnownWorkspaces } from "./known-workspaces.js";
import { uuidInLocation } from "./library-names.js";
import { type Page, type PageRequest, readPage } from "./page.js";

/** How a caller names a document; exactly one is given. */
export interface DocumentReference {
  readonly id?: string | undefined;
  readonly uuid?: string | undefined;
  readonly location?: string | undefined;
}

/** No context window holds more of one document, in UTF-16 code units. */
const longestPinnedText = 1_000_000;

/** Finds and reads the documents of the instance's library. */
export class DocumentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: Pick<FileStore, "read">,
  ) {}

  /** @throws NotFoundError when there is none, or the viewer may not know of it. */
  async get(viewer: Viewer, id: number, field = "documentId"): Promise<Document> {
    const document = await findKnown(this.repository(), "document", id, knownDocuments(viewer));
    if (document === null) throw new NotFoundError("Document", { field });
    return document;
  }

  /** Several documents, each once and in order. @throws NotFoundError when one is unknown to the viewer. */
  async getAll(viewer: Viewer, ids: readonly number[]): Promise<Document[]> {
    const unique = [...new Set(ids)];
    const known = knownDocuments(viewer);
    const documents = await this.repository()
      .createQueryBuilder("document")
      .where("document.id = ANY(:ids)", { ids: unique })
      .andWhere(known.sql, known.parameters)
      .orderBy("document.id", "ASC")
      .getMany();
    if (documents.length !== unique.length) throw new NotFoundError("Document", { field: "documentIds" });
    return documents;
  }

  /** Finds a document by any of its names; null when there is none that the viewer may know of. */
  async find(viewer: Viewer, by: DocumentReference): Promise<Document | null> {
    if ([by.id, by.uuid, by.location].filter((value) => value !== undefined && value !== null).length !== 1) {
      throw new ValidationError("Give exactly one of `id`, `uuid` and `location`.", { field: "by" });
    }
    const known = knownDocuments(viewer);
    const query = this.repository().createQueryBuilder("document").where(known.sql, known.parameters);
    if (by.id !== undefined) {
      const decoded = decodeGlobalId(by.id);
      if (decoded?.type !== "Document") return null;
      return query.andWhere("document.id = :id", { id: decoded.databaseId }).getOne();
    }
    const uuid = uuidInLocation(by.uuid ?? by.location ?? "");
    return uuid === null ? null : query.andWhere("document.uuid = :uuid", { uuid }).getOne();
  }

  /**
   * The documents that the viewer may use, oldest first.
   * @throws NotFoundError when the filter names what the viewer does not know.
   */
  async list(viewer: Viewer, page: PageRequest, filter: DocumentFilter = {}): Promise<Page<Document>> {
    const query = this.repository().createQueryBuilder("document");
    const known = knownDocuments(viewer);
    query.andWhere(known.sql, known.parameters);
    if (filter.workspaceId !== undefined) {
      await assertKnownWorkspaces(this.transactions, viewer, [filter.workspaceId], "filter.workspaceId");
    }
    for (const field of ["parentId", "sameContentAs"] as const) {
      const id = filter[field];
      if (id !== undefined) await this.get(viewer, id, `filter.${field}`);
    }
    narrowDocuments(query, viewer, filter);
    return readPage(query, "document", page);
  }

  /** The beginning of the extracted text, at most `length` UTF-16 code units; null until the document was read. */
  async text(document: Document, length: number): Promise<string | null> {
    if (document.textKey === null) return null;
    // A UTF-16 code unit takes at most three bytes of UTF-8.
    const chunks: Buffer[] = [];
    const stream = await this.files.read(document.textKey, { start: 0, end: length * 3 });
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return new TextDecoder("utf-8").decode(Buffer.concat(chunks)).slice(0, length);
  }

  /** The pinned documents of a workspace in the order of attachment, each with its text as far as a model may read it. */
  async pinned(workspaceId: number): Promise<{ readonly documentId: number; readonly text: string }[]> {
    const documents = await this.repository()
      .createQueryBuilder("document")
      .innerJoin(WorkspaceDocument, "place", "place.documentId = document.id AND place.pinned")
      .where("place.workspaceId = :workspaceId AND document.textKey IS NOT NULL", { workspaceId })
      .orderBy("place.id", "ASC")
      .getMany();
    const texts = await Promise.all(documents.map((document) => this.text(document, longestPinnedText)));
    return documents.map(({ id }, index) => ({ documentId: id, text: texts[index] ?? "" }));
  }

  private repository() {
    return this.transactions.manager().getRepository(Document);
  }
}

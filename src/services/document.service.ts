import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { decodeGlobalId, Document, WorkspaceDocument } from "../entities/index.js";
import { NotFoundError, ValidationError } from "../errors/index.js";
import type { Logger } from "../observability/logger.js";
import { knownDocuments } from "../policies/document.policy.js";
import { FileMissingError } from "../storage/errors.js";
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
  /** A uuid or a location, else `doc-<id>` or an id. */
  readonly reference?: string | undefined;
}

/** No context window holds more of one document, in UTF-16 code units. */
const longestPinnedText = 1_000_000;

/** Finds and reads the documents of the instance's library. */
export class DocumentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: Pick<FileStore, "read">,
    private readonly logger: Pick<Logger, "warn">,
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
    const names = [by.id, by.uuid, by.location, by.reference].filter((value) => value !== undefined && value !== null);
    if (names.length !== 1) {
      throw new ValidationError("Give exactly one of `id`, `uuid`, `location` and `reference`.", { field: "by" });
    }
    const known = knownDocuments(viewer);
    const query = this.repository().createQueryBuilder("document").where(known.sql, known.parameters);
    if (by.id !== undefined) {
      const decoded = decodeGlobalId(by.id);
      if (decoded?.type !== "Document") return null;
      return query.andWhere("document.id = :id", { id: decoded.databaseId }).getOne();
    }
    const uuid = uuidInLocation(by.uuid ?? by.location ?? by.reference ?? "");
    if (uuid !== null) return query.andWhere("document.uuid = :uuid", { uuid }).getOne();
    const digits = /^(?:doc-)?([1-9]\d{0,8})$/.exec(by.reference ?? "")?.[1];
    return digits === undefined ? null : query.andWhere("document.id = :id", { id: Number(digits) }).getOne();
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

  /**
   * The beginning of the extracted text, at most `length` UTF-16 code units; null until the document was read.
   * @throws FileMissingError when it is not in the store of files any more, StorageError when that cannot be reached.
   */
  async text(document: Document, length: number): Promise<string | null> {
    if (document.textKey === null) return null;
    // A UTF-16 code unit takes at most three bytes of UTF-8.
    const chunks: Buffer[] = [];
    const stream = await this.files.read(document.textKey, { start: 0, end: length * 3 });
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return new TextDecoder("utf-8").decode(Buffer.concat(chunks)).slice(0, length);
  }

  /**
   * Stored bytes of a document from the `start`-th on, at most `length`; none beyond the end.
   * @throws FileMissingError when they are not in the store of files any more, StorageError when that cannot be reached.
   */
  async bytes(document: Document, start: number, length: number): Promise<Buffer> {
    if (start >= document.sizeBytes) return Buffer.alloc(0);
    const chunks: Buffer[] = [];
    for await (const chunk of await this.files.read(document.fileKey, { start, end: start + length - 1 })) {
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  }

  /**
   * The pinned documents of a workspace in the order of attachment, each with its text as far as a model may read it. One
   * whose text is missing from the store is left out, with a line in the log: the doctor finds and repairs it.
   * @throws StorageError when the store cannot be reached.
   */
  async pinned(workspaceId: number): Promise<{ readonly documentId: number; readonly text: string }[]> {
    const documents = await this.repository()
      .createQueryBuilder("document")
      .innerJoin(WorkspaceDocument, "place", "place.documentId = document.id AND place.pinned")
      .where("place.workspaceId = :workspaceId AND document.textKey IS NOT NULL", { workspaceId })
      .orderBy("place.id", "ASC")
      .getMany();
    const texts = await Promise.all(documents.map((document) => this.pinnedText(document)));
    return documents.flatMap(({ id }, index) => {
      const text = texts[index] ?? null;
      return text === null ? [] : [{ documentId: id, text }];
    });
  }

  private async pinnedText(document: Document): Promise<string | null> {
    try {
      return await this.text(document, longestPinnedText);
    } catch (error) {
      if (!(error instanceof FileMissingError)) throw error;
      // It may have been read again since, and its former text be gone for that reason.
      const now = await this.repository().findOneBy({ id: document.id });
      if (now !== null && now.textKey !== document.textKey) return this.pinnedText(now);
      if (now !== null) {
        this.logger.warn(
          { documentId: document.id, title: document.title },
          "the text of a pinned document is missing from the store of files; chats go on without it until `npx docent doctor --repair`, or reading it again, brings it back",
        );
      }
      return null;
    }
  }

  private repository() {
    return this.transactions.manager().getRepository(Document);
  }
}

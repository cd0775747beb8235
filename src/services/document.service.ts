import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { In } from "typeorm";
import { userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { decodeGlobalId, Document, type DocumentStatus, Workspace, WorkspaceDocument } from "../entities/index.js";
import { ForbiddenError, NotFoundError, ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownDocuments, mayAddDocument, mayRemoveDocument } from "../policies/document.policy.js";
import { knownWorkspaces } from "../policies/workspace.policy.js";
import { findKnown } from "./known.js";
import type { JobQueue } from "../queue/job-queue.js";
import type { FileStore, StoredFile } from "../storage/file-store.js";
import { type DocumentProgressStream } from "./document-progress.js";
import { defaultFolder, fileName, folderName, uuidInLocation } from "./library-names.js";
import { escapeLike } from "./like.js";
import { type Page, type PageRequest, readPage } from "./page.js";

/** The name of the job that reads a stored document; its payload is {@link IngestPayload}. */
export const ingestJob = "ingest-document";

/** Which document to read. */
export interface IngestPayload {
  readonly documentId: number;
}

/** A file on its way in. */
export interface IncomingFile {
  readonly name: string;
  /** The media type that the sender claims; the content decides. */
  readonly mimeType: string;
  readonly content: Readable;
}

/** What a caller says about a new document. */
export interface DocumentFacts {
  readonly folder?: string | undefined;
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  readonly description?: string | undefined;
  readonly source?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** Workspaces to attach it to at once. */
  readonly workspaceIds?: readonly number[] | undefined;
}

/** How a caller names a document; exactly one is given. */
export interface DocumentReference {
  readonly id?: string | undefined;
  readonly uuid?: string | undefined;
  readonly location?: string | undefined;
}

/** Narrows a list of documents. */
export interface DocumentFilter {
  readonly workspaceId?: number | undefined;
  readonly folder?: string | undefined;
  readonly status?: readonly DocumentStatus[] | undefined;
  readonly search?: string | undefined;
}

const maximumMetadataBytes = 16_384;
/** No context window holds more of one document, in UTF-16 code units. */
const longestPinnedText = 1_000_000;

/** The instance's library of documents. */
export class DocumentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: FileStore,
    private readonly queue: JobQueue,
    private readonly progress: DocumentProgressStream,
    private readonly maximumBytes: number,
    private readonly events: Pick<EventRecorder, "record" | "recordAll">,
  ) {}

  /** @throws NotFoundError when there is none, or the viewer may not know of it. */
  async get(viewer: Viewer, id: number): Promise<Document> {
    const document = await findKnown(this.repository(), "document", id, knownDocuments(viewer));
    if (document === null) throw new NotFoundError("Document", { field: "documentId" });
    return document;
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

  /** The documents that the viewer may use, oldest first. */
  async list(viewer: Viewer, page: PageRequest, filter: DocumentFilter = {}): Promise<Page<Document>> {
    const query = this.repository().createQueryBuilder("document");
    const known = knownDocuments(viewer);
    query.andWhere(known.sql, known.parameters);
    if (filter.workspaceId !== undefined) {
      await this.assertWorkspaces(viewer, [filter.workspaceId], "filter.workspaceId");
      query.andWhere(
        "EXISTS (SELECT 1 FROM workspace_document place WHERE place.document_id = document.id AND place.workspace_id = :workspaceId)",
        { workspaceId: filter.workspaceId },
      );
    }
    if (filter.folder !== undefined) query.andWhere("document.folder = :folder", { folder: filter.folder });
    if (filter.status !== undefined) query.andWhere("document.status = ANY(:status)", { status: filter.status });
    if (filter.search !== undefined) {
      query.andWhere("(document.title ILIKE :search OR document.name ILIKE :search)", {
        search: `%${escapeLike(filter.search)}%`,
      });
    }
    return readPage(query, "document", page);
  }

  /**
   * Stores a file and queues its reading. The document is returned at once; {@link watch} tells how it goes on.
   * @throws TooLargeError beyond the upload limit; nothing is kept then.
   */
  async upload(viewer: Viewer, file: IncomingFile, facts: DocumentFacts): Promise<Document> {
    const checked = await this.check(viewer, facts);
    const stored = await this.files.write(file.content, this.maximumBytes);
    try {
      return await this.insert(viewer, { name: fileName(file.name), mimeType: file.mimeType }, stored, checked);
    } catch (error) {
      await this.files.delete(stored.key);
      throw error;
    }
  }

  /** Stores a text as a document, by the same path as a file. */
  async createText(viewer: Viewer, text: string, facts: DocumentFacts & { readonly title: string }): Promise<Document> {
    if (text.trim() === "") throw new ValidationError("must have text", { field: "text" });
    const content = Readable.from([Buffer.from(text, "utf8")]);
    return this.upload(viewer, { name: `${fileName(facts.title)}.txt`, mimeType: "text/plain", content }, facts);
  }

  /**
   * Removes documents from the library and from every workspace, with all that was made of them.
   * @throws NotFoundError when one of them is unknown; none is removed then.
   */
  async delete(viewer: Viewer, ids: readonly number[]): Promise<Document[]> {
    return this.transactions.run(async () => {
      const unique = [...new Set(ids)];
      const known = knownDocuments(viewer);
      const documents = await this.repository()
        .createQueryBuilder("document")
        .where("document.id = ANY(:ids)", { ids: unique })
        .andWhere(known.sql, known.parameters)
        .orderBy("document.id", "ASC")
        .getMany();
      if (documents.length !== unique.length) throw new NotFoundError("Document", { field: "documentIds" });
      const places = this.transactions.manager().getRepository(WorkspaceDocument);
      const placedIn = await places.findBy({ documentId: In(unique) });
      if (
        !mayRemoveDocument(
          viewer,
          placedIn.map(({ workspaceId }) => workspaceId),
        )
      ) {
        throw new ForbiddenError("Documents are removed by managers whose credential reaches all their workspaces.");
      }
      for (const document of documents) await this.queue.remove(jobKey(document.id));
      await this.repository().delete({ id: In(unique) });
      await this.events.recordAll(
        viewer,
        "document.deleted",
        documents.map(({ id, title, folder }) => ({ subject: { type: "Document", id }, data: { title, folder } })),
      );
      this.transactions.afterCommit(async () => {
        for (const document of documents) {
          await this.progress.removed(document.id);
          await this.files.delete(document.fileKey);
          if (document.textKey !== null) await this.files.delete(document.textKey);
        }
      });
      return documents;
    });
  }

  /** The beginning of the extracted text, at most `length` UTF-16 code units; null until the document was read. */
  async text(document: Document, length: number): Promise<string | null> {
    if (document.textKey === null) return null;
    // A UTF-16 code unit takes at most three bytes of UTF-8.
    const chunks: Buffer[] = [];
    for await (const chunk of this.files.read(document.textKey, { start: 0, end: length * 3 }))
      chunks.push(chunk as Buffer);
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

  private async check(
    viewer: Viewer,
    facts: DocumentFacts,
  ): Promise<DocumentFacts & { folder: string; workspaceIds: number[] }> {
    const workspaceIds = [...new Set(facts.workspaceIds ?? [])];
    if (!mayAddDocument(viewer, workspaceIds)) {
      throw new ForbiddenError(
        "Only managers add documents; a key that is limited to workspaces adds them to one of those.",
      );
    }
    if (facts.metadata !== undefined && Buffer.byteLength(JSON.stringify(facts.metadata)) > maximumMetadataBytes) {
      throw new ValidationError(`must be at most ${maximumMetadataBytes} bytes as JSON`, { field: "metadata" });
    }
    await this.assertWorkspaces(viewer, workspaceIds, "workspaceIds");
    return { ...facts, folder: folderName(facts.folder ?? defaultFolder), workspaceIds };
  }

  private async assertWorkspaces(viewer: Viewer, ids: readonly number[], field: string): Promise<void> {
    if (ids.length === 0) return;
    const known = knownWorkspaces(viewer);
    const count = await this.transactions
      .manager()
      .createQueryBuilder(Workspace, "workspace")
      .where("workspace.id = ANY(:ids)", { ids })
      .andWhere(known.sql, known.parameters)
      .getCount();
    if (count !== ids.length) throw new NotFoundError("Workspace", { field });
  }

  private async insert(
    viewer: Viewer,
    file: { readonly name: string; readonly mimeType: string },
    stored: StoredFile,
    facts: DocumentFacts & { readonly folder: string; readonly workspaceIds: readonly number[] },
  ): Promise<Document> {
    return this.transactions.run(async () => {
      const { id } = await this.repository().save({
        uuid: randomUUID(),
        ownerId: userOf(viewer).id,
        folder: facts.folder,
        name: file.name,
        title: facts.title ?? file.name,
        author: facts.author ?? null,
        description: facts.description ?? null,
        source: facts.source ?? null,
        mimeType: file.mimeType,
        sizeBytes: stored.sizeBytes,
        contentHash: stored.contentHash,
        metadata: { ...facts.metadata },
        fileKey: stored.key,
      });
      const places = facts.workspaceIds.map((workspaceId) => ({ workspaceId, documentId: id }));
      if (places.length > 0) await this.transactions.manager().getRepository(WorkspaceDocument).insert(places);
      const { folder, workspaceIds } = facts;
      await this.events.record(viewer, "document.created", {
        subject: { type: "Document", id },
        data: { title: facts.title ?? file.name, folder, sizeBytes: stored.sizeBytes, workspaceIds },
      });
      await queueReading(this.queue, id);
      return this.repository().findOneByOrFail({ id });
    });
  }

  private repository() {
    return this.transactions.manager().getRepository(Document);
  }
}

/** Queues the reading of a document; one that is queued already is queued once. */
export async function queueReading(queue: JobQueue, documentId: number): Promise<void> {
  const payload: IngestPayload = { documentId };
  await queue.add(ingestJob, { ...payload }, { key: jobKey(documentId) });
}

function jobKey(documentId: number): string {
  return `${ingestJob}:${documentId}`;
}

import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Document, WorkspaceDocument } from "../entities/index.js";
import { ForbiddenError, ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { mayAddDocument } from "../policies/document.policy.js";
import type { JobQueue } from "../queue/job-queue.js";
import type { FileStore, StoredFile } from "../storage/file-store.js";
import { ensureFolder } from "./folders.js";
import { assertKnownWorkspaces } from "./known-workspaces.js";
import { defaultFolder, fileName, folderName } from "./library-names.js";
import { queueReading } from "./reading-queue.js";

/** A file on its way in. */
export interface IncomingFile {
  readonly name: string;
  /** The media type that the sender claims; the content decides. */
  readonly mimeType: string;
  readonly content: Readable;
  /** The space of the vectors that it holds beside its text; left out: its text is embedded here. */
  readonly suppliedSpaceId?: number;
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

const maximumMetadataBytes = 16_384;

/** Takes files and texts into the instance's library. */
export class DocumentIntakeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: FileStore,
    private readonly queue: JobQueue,
    private readonly maximumBytes: number,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /**
   * Stores a file and queues its reading. The document is returned at once; `DocumentProgressStream.watch` tells how it goes on.
   * @throws TooLargeError beyond the upload limit; nothing is kept then.
   */
  async upload(viewer: Viewer, file: IncomingFile, facts: DocumentFacts): Promise<Document> {
    const checked = await this.check(viewer, facts);
    const stored = await this.files.write(file.content, this.maximumBytes);
    try {
      return await this.insert(viewer, { ...file, name: fileName(file.name) }, stored, checked);
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
    await assertKnownWorkspaces(this.transactions, viewer, workspaceIds, "workspaceIds");
    return { ...facts, folder: folderName(facts.folder ?? defaultFolder), workspaceIds };
  }

  private async insert(
    viewer: Viewer,
    file: Omit<IncomingFile, "content">,
    stored: StoredFile,
    facts: DocumentFacts & { readonly folder: string; readonly workspaceIds: readonly number[] },
  ): Promise<Document> {
    return this.transactions.run(async () => {
      await ensureFolder(this.transactions, facts.folder);
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
        suppliedSpaceId: file.suppliedSpaceId ?? null,
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

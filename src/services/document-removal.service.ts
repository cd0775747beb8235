import { In } from "typeorm";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Document, WorkspaceDocument } from "../entities/index.js";
import { ForbiddenError, NotFoundError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownDocuments, mayRemoveDocument } from "../policies/document.policy.js";
import type { JobQueue } from "../queue/job-queue.js";
import type { FileStore } from "../storage/file-store.js";
import type { DocumentProgressStream } from "./document-progress.js";
import { jobKey } from "./reading-queue.js";

/** Removes documents, with all that was made of them. */
export class DocumentRemovalService {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: Pick<FileStore, "delete">,
    private readonly queue: JobQueue,
    private readonly progress: DocumentProgressStream,
    private readonly events: Pick<EventRecorder, "recordAll">,
  ) {}

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

  private repository() {
    return this.transactions.manager().getRepository(Document);
  }
}

import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { type Document, type DocumentSyncRun, DocumentWatch } from "../entities/index.js";
import { NotFoundError, ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { changeableDocuments } from "./changeable-documents.js";
import type { DocumentSync } from "./document-sync.js";

const longestInterval = 366 * 86_400;

/** Watches the sources of documents on the web. */
export class WatchService {
  /** @param shortestInterval how many seconds lie between two looks at least. */
  constructor(
    private readonly transactions: Transactions,
    private readonly sync: Pick<DocumentSync, "look">,
    private readonly events: Pick<EventRecorder, "record">,
    private readonly shortestInterval: () => number,
  ) {}

  /**
   * Has a document's source looked at again and again, from one interval on from now; or changes the interval.
   * @throws ValidationError when it came from nowhere on the web, or the interval is too short; NotFoundError,
   * ForbiddenError as {@link changeableDocuments}.
   */
  async watch(viewer: Viewer, documentId: number, intervalSeconds: number): Promise<Document> {
    const shortest = this.shortestInterval();
    if (intervalSeconds < shortest || intervalSeconds > longestInterval) {
      throw new ValidationError(`must be ${shortest} to ${longestInterval}`, { field: "intervalSeconds" });
    }
    return this.transactions.run(async () => {
      const document = await this.changeable(viewer, documentId);
      const { sourceUrl: url } = document;
      if (url === null) throw notFromTheWeb();
      await this.transactions.query(
        `INSERT INTO document_watch (document_id, url, interval_seconds, next_check_at)
         VALUES ($1, $2, $3::int, now() + $3::int * interval '1 second')
         ON CONFLICT (document_id) DO UPDATE
         SET interval_seconds = excluded.interval_seconds, next_check_at = excluded.next_check_at`,
        [documentId, url, intervalSeconds],
      );
      const data = { url, intervalSeconds };
      await this.events.record(viewer, "document.watched", { subject: { type: "Document", id: documentId }, data });
      return document;
    });
  }

  /** Watches a document no more; what was seen of it stays. Throws as watch for documents. */
  async unwatch(viewer: Viewer, documentId: number): Promise<Document> {
    return this.transactions.run(async () => {
      const document = await this.changeable(viewer, documentId);
      const { affected } = await this.transactions.manager().getRepository(DocumentWatch).delete({ documentId });
      if ((affected ?? 0) > 0) {
        await this.events.record(viewer, "document.unwatched", { subject: { type: "Document", id: documentId } });
      }
      return document;
    });
  }

  /** Looks at a document's source now, whether it is watched or not. Throws as watch for documents. */
  async lookNow(viewer: Viewer, documentId: number): Promise<{ document: Document; run: DocumentSyncRun }> {
    const { sourceUrl } = await this.changeable(viewer, documentId);
    if (sourceUrl === null) throw notFromTheWeb();
    const run = await this.sync.look(viewer, documentId);
    if (run === null) throw new NotFoundError("Document", { field: "documentId" });
    return { run, document: await this.changeable(viewer, documentId) };
  }

  private async changeable(viewer: Viewer, documentId: number): Promise<Document> {
    const [document] = await changeableDocuments(this.transactions, viewer, [documentId], "documentId");
    if (document === undefined) throw new NotFoundError("Document", { field: "documentId" });
    return document;
  }
}

function notFromTheWeb(): ValidationError {
  return new ValidationError("is of a document that was not fetched from the web", { field: "documentId" });
}

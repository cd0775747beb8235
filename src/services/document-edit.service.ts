import { isDeepStrictEqual } from "node:util";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Document } from "../entities/index.js";
import { NotFoundError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { JobQueue } from "../queue/job-queue.js";
import { changeableDocuments } from "./changeable-documents.js";
import { assertMetadata } from "./library-names.js";
import { queueReading } from "./reading-queue.js";

/** What of a document can be changed; what is left out stays, and null takes a fact away. */
export interface DocumentChanges {
  readonly title?: string | undefined;
  readonly author?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly source?: string | null | undefined;
  /** Replaces all of it. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** Changes what is said of documents. */
export class DocumentEditService {
  constructor(
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /**
   * Changes what is said of a document. With a new title it is read again: its chunks are found by the title too. When
   * all of it is so already, nothing happens, and nothing is recorded.
   * @throws NotFoundError, ForbiddenError as {@link changeableDocuments}; ValidationError.
   */
  async update(viewer: Viewer, id: number, changes: DocumentChanges): Promise<Document> {
    assertMetadata(changes.metadata);
    return this.transactions.run(async () => {
      const [document] = await changeableDocuments(this.transactions, viewer, [id], "documentId");
      if (document === undefined) throw new NotFoundError("Document", { field: "documentId" });
      const changed = Object.entries(changes).filter(
        ([name, value]) => value !== undefined && !isSame(value, document[name as keyof Document]),
      );
      const repository = this.transactions.manager().getRepository(Document);
      if (changed.length > 0) {
        await repository.update({ id }, Object.fromEntries(changed));
        const fields = changed.map(([name]) => name);
        await this.events.record(viewer, "document.updated", { subject: { type: "Document", id }, data: { fields } });
        if (fields.includes("title")) await queueReading(this.queue, id);
      }
      return repository.findOneByOrFail({ id });
    });
  }
}

/** Whether two facts are the same as JSON, whatever the order of their names: the database keeps one of its own. */
function isSame(left: unknown, right: unknown): boolean {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
  return isDeepStrictEqual(plain(left), plain(right));
}

import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import type { Document } from "../entities/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownDocuments } from "../policies/document.policy.js";
import type { JobQueue } from "../queue/job-queue.js";
import type { SecretBox } from "../secrets/secret-box.js";
import { changeableDocuments } from "./changeable-documents.js";
import type { DocumentProgressStream } from "./document-progress.js";
import { passwordContext } from "./document-passwords.js";
import { queueReadings } from "./reading-queue.js";

/** What reads documents again. */
export interface ReprocessingParts {
  readonly transactions: Transactions;
  readonly queue: JobQueue;
  readonly progress: Pick<DocumentProgressStream, "stop">;
  readonly events: Pick<EventRecorder, "recordAll">;
  readonly box: Pick<SecretBox, "seal">;
  /** The number of the embedding space that documents are written into now. */
  readonly currentSpaceId: () => Promise<number>;
}

/** Which documents get vectors of the present embedding space. */
export interface ReembedRequest {
  /** Left out: all that the viewer may change. */
  readonly documentIds?: readonly number[] | undefined;
  /** Those too that have such vectors already. */
  readonly force: boolean;
}

const rowsPerStatement = 1_000;

/** Reads documents again that were read before, or could not be. */
export class ReprocessingService {
  constructor(private readonly parts: ReprocessingParts) {}

  /**
   * Queues the reading of documents from their stored bytes. What was read before is found until it is done. What is
   * being read starts over.
   * @param password opens their bytes from now on; null: what opened them before.
   * @throws NotFoundError, ForbiddenError as {@link changeableDocuments}; then none is queued.
   */
  async reprocess(viewer: Viewer, ids: readonly number[], password: string | null): Promise<Document[]> {
    const { transactions, queue, progress, events, box } = this.parts;
    return transactions.run(async () => {
      const documents = await changeableDocuments(transactions, viewer, ids);
      if (password !== null) {
        for (const document of documents) {
          const sealed = box.seal(password, passwordContext(document));
          await transactions.query("UPDATE document SET sealed_password = $2 WHERE id = $1", [document.id, sealed]);
        }
      }
      const unique = documents.map(({ id }) => id);
      await queueReadings(queue, unique);
      await events.recordAll(
        viewer,
        "document.requeued",
        unique.map((id) => ({ subject: { type: "Document", id }, data: { passwordGiven: password !== null } })),
      );
      transactions.afterCommit(() => progress.stop(unique));
      return changeableDocuments(transactions, viewer, unique);
    });
  }

  /**
   * Queues documents that have no vectors in the present embedding space, because the model or the way of splitting is
   * another one by now; those whose vectors their owner supplied stay as they are. Returns how many.
   * @throws what the embedding model throws when it is not known yet and cannot be reached; as reprocess.
   */
  async reembed(viewer: Viewer, { documentIds, force }: ReembedRequest): Promise<number> {
    const { transactions } = this.parts;
    const spaceId = await this.parts.currentSpaceId();
    if (documentIds !== undefined) {
      return transactions.run(async () => {
        const documents = await changeableDocuments(transactions, viewer, documentIds);
        return this.queueOutdated(
          viewer,
          documents.map(({ id }) => id),
          spaceId,
          force,
        );
      });
    }
    let queued = 0;
    for (let after = 0, isMore = true; isMore;) {
      const ids = await this.changeable(viewer, after);
      queued += await transactions.run(() => this.queueOutdated(viewer, ids, spaceId, force));
      isMore = ids.length === rowsPerStatement;
      after = ids.at(-1) ?? after;
    }
    return queued;
  }

  private async queueOutdated(
    viewer: Viewer,
    ids: readonly number[],
    spaceId: number,
    force: boolean,
  ): Promise<number> {
    const { transactions, queue, events } = this.parts;
    const rows = await transactions.query<{ id: number }>(
      `SELECT id FROM document d WHERE id = ANY($1::int[]) AND status = 'ready' AND supplied_space_id IS NULL AND ($3 OR NOT EXISTS (
         SELECT 1 FROM chunk_embedding e WHERE e.document_id = d.id AND e.generation = d.generation AND e.space_id = $2
       )) ORDER BY id FOR UPDATE`,
      [ids, spaceId, force],
    );
    const outdated = rows.map(({ id }) => id);
    await queueReadings(queue, outdated);
    await events.recordAll(
      viewer,
      "document.requeued",
      outdated.map((id) => ({ subject: { type: "Document", id } })),
    );
    return outdated.length;
  }

  /** The next documents that the viewer may change: of a limited credential, those that stand nowhere beyond its reach. */
  private async changeable(viewer: Viewer, after: number): Promise<number[]> {
    const { sql, parameters } = knownDocuments(viewer);
    const query = this.parts.transactions
      .manager()
      .createQueryBuilder()
      .select("document.id", "id")
      .from("document", "document")
      .where("document.id > :after", { after })
      .andWhere(sql, parameters);
    if (viewer.workspaceIds !== null) {
      query.andWhere(
        "NOT EXISTS (SELECT 1 FROM workspace_document beyond WHERE beyond.document_id = document.id AND NOT beyond.workspace_id = ANY(:reach))",
      );
    }
    const rows = await query.orderBy("document.id", "ASC").limit(rowsPerStatement).getRawMany<{ id: number }>();
    return rows.map(({ id }) => id);
  }
}

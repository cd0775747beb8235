import type { SelectQueryBuilder } from "typeorm";
import type { Viewer } from "../auth/viewer.js";
import type { LiveChats } from "../chat/live-chats.js";
import type { Transactions } from "../database/transaction.js";
import { Chat, ChatStatus } from "../entities/index.js";
import { NotFoundError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownChats } from "../policies/chat.policy.js";
import { type ChatFilter, narrowChats } from "./chat-filter.js";
import type { ThreadService } from "./thread.service.js";
import type { WorkspaceService } from "./workspace.service.js";

/** Chats that one statement deletes, so that no transaction holds the rows of a large workspace for long. */
const batchSize = 5_000;

/** Which chats of a workspace are deleted. */
export interface ChatRemoval extends Pick<ChatFilter, "threadId" | "sessionId" | "fromEmbed"> {
  readonly workspaceId: number;
  /** These alone; undefined: all that the rest admits. */
  readonly chatIds?: readonly number[] | undefined;
}

/** What {@link ChatRemovalService} needs. */
export interface ChatRemovalParts {
  readonly transactions: Transactions;
  readonly workspaces: Pick<WorkspaceService, "get">;
  readonly threads: Pick<ThreadService, "get">;
  readonly live: Pick<LiveChats, "stop">;
  readonly events: Pick<EventRecorder, "record">;
}

/** Deletes chats for good. */
export class ChatRemovalService {
  constructor(private readonly parts: ChatRemovalParts) {}

  /**
   * Deletes chats of a workspace that the viewer may know of: managers everybody's, other users their own. Running
   * answers are stopped first. Returns how many are gone; chats that are asked meanwhile stay.
   * @throws NotFoundError for a workspace, a thread or a chat that is unknown; nothing is deleted then.
   */
  async delete(viewer: Viewer, removal: ChatRemoval): Promise<number> {
    const { workspaces, threads, transactions, events } = this.parts;
    const { workspaceId, threadId, chatIds } = removal;
    await workspaces.get(viewer, workspaceId);
    if (threadId !== undefined && threadId !== null) {
      const thread = await threads.get(viewer, threadId);
      if (thread.workspaceId !== workspaceId) throw new NotFoundError("Thread", { field: "threadId" });
    }
    if (chatIds !== undefined) await this.assertKnown(viewer, removal, chatIds);
    const last = await this.lastOf(viewer, removal);
    if (last === null) return 0;
    await this.stopAnswers(viewer, removal, last);
    let deleted = 0;
    for (let count = batchSize; count === batchSize; deleted += count) {
      // Answers that are being written lock their rows in an order of their own.
      count = await transactions.run(() => this.deleteBatch(viewer, removal, last), { retries: 3 });
    }
    if (deleted > 0) {
      const { sessionId, fromEmbed } = removal;
      await transactions.run(() =>
        events.record(viewer, "chats.deleted", {
          workspaceId,
          data: { chats: deleted, threadId, sessionId, fromEmbed },
        }),
      );
    }
    return deleted;
  }

  private async assertKnown(viewer: Viewer, removal: ChatRemoval, chatIds: readonly number[]): Promise<void> {
    const rows = await this.select(viewer, removal).select("item.id", "id").getRawMany<{ id: number }>();
    const found = new Set(rows.map(({ id }) => id));
    const missing = chatIds.findIndex((id) => !found.has(id));
    if (missing !== -1) throw new NotFoundError("Chat", { field: `chatIds.${missing}` });
  }

  private async lastOf(viewer: Viewer, removal: ChatRemoval): Promise<number | null> {
    const row = await this.select(viewer, removal).select("max(item.id)", "id").getRawOne<{ id: number | null }>();
    return row?.id ?? null;
  }

  private async stopAnswers(viewer: Viewer, removal: ChatRemoval, last: number): Promise<void> {
    const running = await this.select(viewer, removal)
      .andWhere("item.id <= :last AND item.status IN (:...running)", {
        last,
        running: [ChatStatus.PENDING, ChatStatus.STREAMING],
      })
      .select("item.id", "id")
      .getRawMany<{ id: number }>();
    await Promise.all(running.map(({ id }) => this.parts.live.stop(id).catch(ignoreGone)));
  }

  private async deleteBatch(viewer: Viewer, removal: ChatRemoval, last: number): Promise<number> {
    const rows = await this.select(viewer, removal)
      .andWhere("item.id <= :last", { last })
      .select("item.id", "id")
      .orderBy("item.id", "ASC")
      .limit(batchSize)
      .getRawMany<{ id: number }>();
    if (rows.length > 0) {
      await this.parts.transactions.query("DELETE FROM chat WHERE id = ANY($1::int[])", [rows.map(({ id }) => id)]);
    }
    return rows.length;
  }

  private select(viewer: Viewer, removal: ChatRemoval): SelectQueryBuilder<Chat> {
    const { workspaceId, threadId, sessionId, fromEmbed, chatIds } = removal;
    const known = knownChats(viewer, "item");
    const query = this.parts.transactions
      .manager()
      .createQueryBuilder(Chat, "item")
      .where("item.workspaceId = :workspaceId", { workspaceId })
      .andWhere(known.sql, known.parameters);
    narrowChats(query, { threadId, sessionId, fromEmbed, databaseIds: chatIds });
    return query;
  }
}

/** A chat may be deleted while it is stopped. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof NotFoundError)) throw error;
}

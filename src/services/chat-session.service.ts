import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Chat } from "../entities/index.js";
import { ConflictError, ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownChats, visitorsAskers } from "../policies/chat.policy.js";
import { type Page, pageOf, type PageRequest, windowOf } from "./page.js";
import type { WorkspaceService } from "./workspace.service.js";

/** A conversation that a client names by a key of its own. */
export interface ChatSession {
  /** The number of its first chat, by which sessions are ordered. */
  readonly id: number;
  readonly sessionId: string;
  readonly chatCount: number;
  readonly startedAt: Date;
  readonly lastChatAt: Date;
}

/**
 * The sessions of workspaces. A session is what its chats have in common: it begins with the first of them and is gone
 * with the last. Those of an embed's visitors are the embed's, and not counted here; nor are chats in threads.
 */
export class ChatSessionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Pick<WorkspaceService, "get">,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /** The sessions of a workspace, as far as the viewer may know of their chats, by when they began. */
  async list(viewer: Viewer, workspaceId: number, page: PageRequest): Promise<Page<ChatSession>> {
    const window = windowOf(page);
    await this.workspaces.get(viewer, workspaceId);
    const query = this.chatsOf(viewer, workspaceId)
      .andWhere("chat.sessionId IS NOT NULL")
      .select("min(chat.id)", "id")
      .addSelect("chat.sessionId", "sessionId")
      .addSelect("count(*)::int", "chatCount")
      .addSelect("min(chat.createdAt)", "startedAt")
      .addSelect("max(chat.createdAt)", "lastChatAt")
      .groupBy("chat.sessionId");
    const { size, backward, after, before } = window;
    if (after !== null) query.andHaving("min(chat.id) > :after", { after });
    if (before !== null) query.andHaving("min(chat.id) < :before", { before });
    query.orderBy("min(chat.id)", backward ? "DESC" : "ASC").limit(size + 1);
    const rows = await query.getRawMany<ChatSession>();
    return pageOf(backward ? rows.toReversed() : rows, window, () => this.count(viewer, workspaceId));
  }

  /**
   * Gives a session another key; later questions under that key go on with it. Returns how many chats it has: none when
   * there is no such session.
   * @throws ConflictError when a session of the workspace has the new key already.
   */
  async rename(viewer: Viewer, workspaceId: number, sessionId: string, newSessionId: string): Promise<number> {
    if (newSessionId.trim() === "") throw new ValidationError("must not be blank", { field: "newSessionId" });
    return this.transactions.run(async () => {
      await this.workspaces.get(viewer, workspaceId);
      if (newSessionId === sessionId) return this.chatsOf(viewer, workspaceId, sessionId).getCount();
      // Two renames to one key wait for one another.
      await this.transactions.query("SELECT pg_advisory_xact_lock(hashtext('chat-session'), $1)", [workspaceId]);
      if (await this.chatsOf(viewer, workspaceId, newSessionId).getExists()) {
        throw new ConflictError("The workspace has a session of that key.", { field: "newSessionId" });
      }
      const renamed = this.chatsOf(viewer, workspaceId, sessionId).select("chat.id");
      const { affected } = await this.transactions
        .manager()
        .createQueryBuilder()
        .update(Chat)
        .set({ sessionId: newSessionId })
        .where(`id IN (${renamed.getQuery()})`)
        .setParameters(renamed.getParameters())
        .execute();
      const chats = affected ?? 0;
      if (chats > 0) {
        await this.events.record(viewer, "chatSession.renamed", {
          workspaceId,
          data: { sessionId, newSessionId, chats },
        });
      }
      return chats;
    });
  }

  private async count(viewer: Viewer, workspaceId: number): Promise<number> {
    const row = await this.chatsOf(viewer, workspaceId)
      .select("count(DISTINCT chat.sessionId)::int", "count")
      .getRawOne<{ count: number }>();
    return row?.count ?? 0;
  }

  private chatsOf(viewer: Viewer, workspaceId: number, sessionId?: string) {
    const known = knownChats(viewer);
    const query = this.transactions
      .manager()
      .createQueryBuilder(Chat, "chat")
      .where("chat.workspaceId = :workspaceId AND chat.threadId IS NULL", { workspaceId })
      .andWhere("chat.asker NOT LIKE :visitorsAskers", { visitorsAskers })
      .andWhere(known.sql, known.parameters);
    return sessionId === undefined ? query : query.andWhere("chat.sessionId = :sessionId", { sessionId });
  }
}

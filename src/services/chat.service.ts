import { randomUUID } from "node:crypto";
import { IsNull } from "typeorm";
import type { Viewer } from "../auth/viewer.js";
import type { ChatEngine, ChatOverrides } from "../chat/engine.js";
import type { ChatEvent } from "../chat/events.js";
import type { LiveChats } from "../chat/live-chats.js";
import type { MessageQuota } from "../chat/message-quota.js";
import type { VisitorQuota } from "../chat/visitor-quota.js";
import type { Transactions } from "../database/transaction.js";
import { type Attachment, Chat, type ChatMode, ChatStatus, type Workspace } from "../entities/index.js";
import { ConflictError, DocentError, NotFoundError, ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownChats } from "../policies/chat.policy.js";
import { findKnown } from "./known.js";
import type { Conversation } from "./conversation.js";
import type { ThreadService } from "./thread.service.js";
import { visitorsQuestion } from "./visitors-question.js";
import type { WorkspaceService } from "./workspace.service.js";

/** A question. */
export interface SendChat extends Conversation, ChatOverrides {
  readonly message: string;
  readonly mode?: ChatMode | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** Questions and their answers. */
export class ChatService {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: WorkspaceService,
    private readonly threads: ThreadService,
    private readonly engine: ChatEngine,
    private readonly live: LiveChats,
    private readonly quota: MessageQuota,
    private readonly visitorQuota: VisitorQuota,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /** @throws NotFoundError when there is none, or the viewer may not know of it. */
  async get(viewer: Viewer, id: number, field = "chatId"): Promise<Chat> {
    const chat = await findKnown(this.repository(), "chat", id, knownChats(viewer));
    if (chat === null) throw new NotFoundError("Chat", { field });
    return chat;
  }

  /**
   * Accepts a question and starts its answer. With an idempotency key that the viewer has used before, the earlier
   * chat is returned instead.
   * @throws ConflictError when that chat had another question.
   * @throws OverloadedError when this node, or the viewer, has too many answers running.
   * @throws DocentError with code DAILY_LIMIT_REACHED when the user's, or the embed's, questions of the day are used up.
   */
  async send(viewer: Viewer, question: SendChat): Promise<Chat> {
    const input = visitorsQuestion(viewer, question);
    const workspace = await this.workspaces.get(viewer, input.workspaceId);
    await this.assertConversation(viewer, input);
    if (input.message.trim() === "") throw new ValidationError("must not be blank", { field: "message" });
    const earlier = await this.findSent(viewer, input);
    if (earlier !== null) return earlier;
    const admission = this.engine.admit(viewer.asker);
    try {
      const chat = await this.transactions.run(() => this.insert(viewer, workspace, input));
      this.engine.start(chat, workspace, input, admission);
      return chat;
    } catch (error) {
      admission.release();
      // What took the last place of a quota may have been this very question, sent twice.
      const isLate = error instanceof RaceLost || (error instanceof DocentError && error.kind === "rateLimited");
      const winner = isLate ? await this.findSent(viewer, input) : null;
      if (winner !== null) return winner;
      throw error;
    }
  }

  /** Stops a running answer, on whatever node it is written; one that has ended stays as it is. */
  async stop(viewer: Viewer, id: number): Promise<Chat> {
    const chat = await this.get(viewer, id);
    await this.live.stop(chat.id);
    return this.get(viewer, id);
  }

  /** The answer's events from an offset on. */
  async stream(viewer: Viewer, id: number, after: number): Promise<AsyncGenerator<ChatEvent, void, void>> {
    if (after < 0) throw new ValidationError("must not be negative", { field: "after" });
    const chat = await this.get(viewer, id);
    return this.live.read(chat.id, after);
  }

  /** The answer as far as it is stored. */
  async responseOf(chat: Chat): Promise<string> {
    return this.live.textOf(chat);
  }

  /** Takes the viewer's own chats of a conversation out of its history; returns how many. */
  async reset(viewer: Viewer, given: Conversation): Promise<number> {
    const conversation = visitorsQuestion(viewer, given);
    return this.transactions.run(async () => {
      await this.workspaces.get(viewer, conversation.workspaceId);
      await this.assertConversation(viewer, conversation);
      const { affected } = await this.repository().update(
        {
          workspaceId: conversation.workspaceId,
          threadId: conversation.threadId ?? IsNull(),
          sessionId: conversation.sessionId ?? IsNull(),
          included: true,
          ...(viewer.user === null ? { asker: viewer.asker } : { userId: viewer.user.id }),
        },
        { included: false },
      );
      const chats = affected ?? 0;
      const { workspaceId, threadId } = conversation;
      if (chats > 0) {
        const subject = threadId === null ? {} : { subject: { type: "Thread", id: threadId } as const };
        await this.events.record(viewer, "conversation.reset", { ...subject, workspaceId, data: { chats } });
      }
      return chats;
    });
  }

  private async assertConversation(viewer: Viewer, { workspaceId, threadId }: Conversation): Promise<void> {
    if (threadId === null) return;
    const thread = await this.threads.get(viewer, threadId);
    if (thread.workspaceId !== workspaceId) throw new NotFoundError("Thread", { field: "threadId" });
  }

  private async findSent(viewer: Viewer, input: SendChat): Promise<Chat | null> {
    if (input.idempotencyKey === undefined) return null;
    const chat = await this.repository().findOneBy({ asker: viewer.asker, idempotencyKey: input.idempotencyKey });
    if (chat !== null && (chat.prompt !== input.message || chat.workspaceId !== input.workspaceId)) {
      throw new ConflictError("Another question was sent with this idempotency key.", { field: "idempotencyKey" });
    }
    return chat;
  }

  /** @throws RaceLost when another request with the same idempotency key was faster; its quota is not used then. */
  private async insert(viewer: Viewer, workspace: Workspace, input: SendChat): Promise<Chat> {
    const { credential } = viewer;
    if (credential.kind === "embed") await this.visitorQuota.take(credential.embed, credential.sessionId);
    await this.quota.take(viewer.user);
    const { identifiers } = await this.repository()
      .createQueryBuilder()
      .insert()
      .values({
        uuid: randomUUID(),
        workspaceId: workspace.id,
        threadId: input.threadId,
        sessionId: input.sessionId,
        userId: viewer.user?.id ?? null,
        embedId: credential.kind === "embed" ? credential.embed.id : null,
        asker: viewer.asker,
        idempotencyKey: input.idempotencyKey ?? null,
        prompt: input.message,
        attachments: [...(input.attachments ?? [])],
        mode: input.mode ?? workspace.chatMode,
        status: ChatStatus.PENDING,
        // A caller that brings its own history keeps the conversation itself.
        included: input.history === undefined,
        writerNode: this.live.nodeId,
      })
      .orIgnore()
      .execute();
    const id = identifiers[0]?.["id"] as number | undefined;
    if (id === undefined) throw new RaceLost();
    await this.events.record(viewer, "chat.created", {
      subject: { type: "Chat", id },
      workspaceId: workspace.id,
      data: { threadId: input.threadId },
    });
    return this.repository().findOneByOrFail({ id });
  }

  private repository() {
    return this.transactions.manager().getRepository(Chat);
  }
}

class RaceLost extends Error {}

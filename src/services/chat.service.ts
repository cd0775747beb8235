import { randomUUID } from "node:crypto";
import { IsNull } from "typeorm";
import type { Viewer } from "../auth/viewer.js";
import type { ChatEngine, ChatOverrides } from "../chat/engine.js";
import type { ChatEvent } from "../chat/events.js";
import type { LiveChats } from "../chat/live-chats.js";
import type { MessageQuota } from "../chat/message-quota.js";
import type { VisitorQuota } from "../chat/visitor-quota.js";
import type { Transactions } from "../database/transaction.js";
import {
  type Attachment,
  Chat,
  type ChatMode,
  ChatStatus,
  type ChatVisitor,
  type Workspace,
} from "../entities/index.js";
import { ConflictError, DocentError, NotFoundError, ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownChats } from "../policies/chat.policy.js";
import { findKnown } from "./known.js";
import type { Conversation } from "./conversation.js";
import type { QuestionReader, SlashCommandUse } from "./question-reader.js";
import type { ThreadService } from "./thread.service.js";
import type { UserService } from "./user.service.js";
import { visitorsQuestion } from "./visitors-question.js";
import type { WorkspaceService } from "./workspace.service.js";

/** A question. */
export interface SendChat extends Conversation, ChatOverrides {
  readonly message: string;
  readonly mode?: ChatMode | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  /** Which slash commands count in the message; left out: all. */
  readonly commands?: SlashCommandUse | undefined;
  /** What a page calls the visitor who asks through an embed. */
  readonly visitorName?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** What of a chat differs by whether a model answers it. */
type FirstState = Pick<Chat, "status"> &
  Partial<Pick<Chat, "attachments" | "writerNode" | "response" | "finishedAt" | "included">>;

/** What a chat has nothing of yet. */
const unanswered = {
  metrics: null,
  feedback: null,
  errorCode: null,
  errorMessage: null,
  writerNode: null,
  finishedAt: null,
} satisfies Partial<Chat>;

/** What `/reset` is answered. */
const resetAnswer = "Chat history was reset!";

/** Questions and their answers. */
export class ChatService {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: WorkspaceService,
    private readonly threads: ThreadService,
    private readonly users: Pick<UserService, "get">,
    private readonly engine: ChatEngine,
    private readonly live: LiveChats,
    private readonly quota: MessageQuota,
    private readonly visitorQuota: VisitorQuota,
    private readonly events: Pick<EventRecorder, "record">,
    private readonly reader: QuestionReader,
  ) {}

  /** @throws NotFoundError when there is none, or the viewer may not know of it. */
  async get(viewer: Viewer, id: number, field = "chatId"): Promise<Chat> {
    const chat = await findKnown(this.repository(), "chat", id, knownChats(viewer));
    if (chat === null) throw new NotFoundError("Chat", { field });
    return chat;
  }

  /**
   * Accepts a question and starts its answer; documents that come with it are read first. With an idempotency key that the viewer has used before, the earlier
   * chat is returned instead.
   * @throws ConflictError when that chat had another question.
   * @throws OverloadedError when this node, or the viewer, has too many answers running.
   * @throws DocentError with code DAILY_LIMIT_REACHED when the user's, or the embed's, questions of the day are used up.
   * @throws ValidationError, TooLargeError or DocumentError for an attachment that cannot be read.
   */
  async send(viewer: Viewer, question: SendChat): Promise<Chat> {
    const asked = visitorsQuestion(viewer, question);
    const input = { ...asked, message: await this.reader.messageOf(viewer, asked) };
    const workspace = await this.workspaces.get(viewer, input.workspaceId);
    await this.assertConversation(viewer, input);
    if (input.message.trim() === "") throw new ValidationError("must not be blank", { field: "message" });
    const earlier = await this.findSent(viewer, input);
    if (earlier !== null) return earlier;
    try {
      return await this.inTurn(viewer, () => this.accept(viewer, workspace, input));
    } catch (error) {
      // What took the last place of a quota may have been this very question, sent twice.
      const isLate = error instanceof RaceLost || (error instanceof DocentError && error.kind === "rateLimited");
      const winner = isLate ? await this.findSent(viewer, input) : null;
      if (winner !== null) return winner;
      throw error;
    }
  }

  /** Visitors of an embed with quotas take turns. */
  private inTurn<Result>({ credential }: Viewer, accept: () => Promise<Result>): Promise<Result> {
    if (credential.kind !== "embed") return accept();
    return this.visitorQuota.inTurn(credential.embed, credential.sessionId, accept);
  }

  /** Writes a question down, and starts its answer. */
  private async accept(viewer: Viewer, workspace: Workspace, input: SendChat): Promise<Chat> {
    if (this.reader.asksForReset(viewer, input)) return this.acceptReset(viewer, workspace, input);
    const admission = this.engine.admit(viewer.asker);
    try {
      const { stored, documents } = await this.reader.attachmentsOf(input.attachments ?? []);
      const pending = { attachments: stored, status: ChatStatus.PENDING, writerNode: this.live.nodeId };
      const chat = await this.transactions.run(() => this.insert(viewer, workspace, input, pending));
      this.engine.start(chat, workspace, { ...input, documents }, admission);
      return chat;
    } catch (error) {
      admission.release();
      throw error;
    }
  }

  /** Makes later answers forget the conversation, and says so in a chat that no model answers. */
  private async acceptReset(viewer: Viewer, workspace: Workspace, input: SendChat): Promise<Chat> {
    return this.transactions.run(async () => {
      await this.reset(viewer, input);
      const done = { status: ChatStatus.COMPLETED, response: resetAnswer, finishedAt: new Date(), included: false };
      return this.insert(viewer, workspace, input, done);
    });
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
          ...(viewer.user === null ? { asker: viewer.asker } : { userId: conversation.userId ?? viewer.user.id }),
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

  private async assertConversation(viewer: Viewer, { workspaceId, threadId, userId }: Conversation): Promise<void> {
    // Managers know everybody, and so ask in anybody's name; other users know themselves.
    if (userId !== undefined) await this.users.get(viewer, userId);
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
  private async insert(viewer: Viewer, workspace: Workspace, input: SendChat, state: FirstState): Promise<Chat> {
    const { credential } = viewer;
    if (credential.kind === "embed") await this.visitorQuota.take(credential.embed, credential.sessionId);
    await this.quota.take(viewer.user);
    const row = {
      uuid: randomUUID(),
      workspaceId: workspace.id,
      threadId: input.threadId,
      sessionId: input.sessionId,
      userId: input.userId ?? viewer.user?.id ?? null,
      embedId: credential.kind === "embed" ? credential.embed.id : null,
      asker: viewer.asker,
      idempotencyKey: input.idempotencyKey ?? null,
      visitor: visitorOf(viewer, input),
      prompt: input.message,
      mode: input.mode ?? workspace.chatMode,
      // A caller that brings its own history keeps the conversation itself.
      included: input.history === undefined,
      ...unanswered,
      ...state,
    };
    const { identifiers } = await this.repository().createQueryBuilder().insert().values(row).orIgnore().execute();
    const id = identifiers[0]?.["id"] as number | undefined;
    if (id === undefined) throw new RaceLost();
    await this.events.record(viewer, "chat.created", {
      subject: { type: "Chat", id },
      workspaceId: workspace.id,
      data: { threadId: input.threadId },
    });
    // What the database sets by itself has come back into it: it is the whole row without being read again.
    return this.repository().create(row);
  }

  private repository() {
    return this.transactions.manager().getRepository(Chat);
  }
}

function visitorOf({ credential, origin }: Viewer, { visitorName }: SendChat): ChatVisitor | null {
  if (credential.kind !== "embed") return null;
  return { name: visitorName ?? null, address: origin.address, origin: credential.webOrigin };
}

class RaceLost extends Error {}

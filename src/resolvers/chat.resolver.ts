import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import type { ChatEvent } from "../chat/events.js";
import {
  Attachment,
  Chat,
  ChatMetrics,
  ChatVisitor,
  Citation,
  encodeGlobalId,
  Thread,
  Workspace,
} from "../entities/index.js";
import { type Context, viewerOf } from "../schema/context.js";
import { checkedInput } from "../schema/argument-errors.js";
import { databaseIdOf, optionalDatabaseIdOf } from "../schema/ids.js";
import { ConversationInput, SendAndStreamChatInput, SendChatInput } from "../schema/inputs/chat.inputs.js";
import { mapEvents } from "../schema/map-events.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { ChatEventType } from "../schema/types/chat-events.js";
import { Failure } from "../schema/types/failures.js";
import { ChatPayload, ResetConversationPayload } from "../schema/types/payloads.js";
import type { SendChat } from "../services/chat.service.js";

@Resolver(() => Chat)
export class ChatResolver {
  @Permission("follow")
  @Query(() => Chat, { description: "One chat." })
  chat(@Ctx() context: Context, @Arg("id", () => ID, { description: "Its id." }) id: string) {
    return context.services.chats.get(viewerOf(context), databaseIdOf("Chat", id, "id"), "id");
  }

  @Permission("ask")
  @Mutation(() => ChatPayload, { description: "Asks a workspace. It answers at once; `chatStream` yields the answer." })
  async sendChat(
    @Ctx() context: Context,
    @Arg("input", () => SendChatInput, { description: "The question." }) input: SendChatInput,
  ) {
    return { chat: await context.services.chats.send(viewerOf(context), sendChatOf(input)) };
  }

  @Permission("ask")
  @Mutation(() => ChatPayload, {
    description: "Stops an answer; its text so far is kept. An answer that has ended stays as it is.",
  })
  async stopChat(@Ctx() context: Context, @Arg("chatId", () => ID, { description: "The chat." }) chatId: string) {
    return { chat: await context.services.chats.stop(viewerOf(context), databaseIdOf("Chat", chatId, "chatId")) };
  }

  @Permission("ask")
  @Mutation(() => ResetConversationPayload, {
    description: "Makes later answers of a conversation forget what was said. The chats stay.",
  })
  async resetConversation(
    @Ctx() context: Context,
    @Arg("input", () => ConversationInput, { description: "Which conversation." }) input: ConversationInput,
  ) {
    return { forgottenCount: await context.services.chats.reset(viewerOf(context), conversationOf(input)) };
  }

  @Permission("follow")
  @Subscription(() => ChatEventType, {
    description:
      "The answer of a chat from an offset on: running or ended, begun by whomever. See docs/streaming-protocol.md.",
    subscribe: async ({ args, context }: { args: { chatId: string; after: number }; context: Context }) => {
      const id = databaseIdOf("Chat", args.chatId, "chatId");
      return mapEvents(await context.services.chats.stream(viewerOf(context), id, args.after), eventOf);
    },
  })
  chatStream(
    @Root() event: ChatEvent,
    @Arg("chatId", () => ID, { description: "The chat." }) _chatId: string,
    @Arg("after", () => Int, {
      defaultValue: 0,
      description: "How much of the answer is held already, in UTF-16 code units.",
    })
    _after: number,
  ) {
    return event;
  }

  @Permission("ask")
  @Subscription(() => ChatEventType, {
    description:
      "Asks a workspace and streams the answer. Subscribing again with the same idempotency key reads the same answer from its start.",
    subscribe: async ({ args, context }: { args: { input: SendAndStreamChatInput }; context: Context }) => {
      const viewer = viewerOf(context);
      const input = checkedInput(SendAndStreamChatInput, args.input);
      const chat = await context.services.chats.send(viewer, sendChatOf(input));
      return mapEvents(await context.services.chats.stream(viewer, chat.id, 0), eventOf);
    },
  })
  sendAndStreamChat(
    @Root() event: ChatEvent,
    @Arg("input", () => SendAndStreamChatInput, { description: "The question." }) _input: SendAndStreamChatInput,
  ) {
    return event;
  }

  @FieldResolver(() => String, { description: "The answer; while it is written, the part that is stored." })
  response(@Root() chat: Chat, @Ctx() context: Context): Promise<string> {
    return context.services.chats.responseOf(chat);
  }

  @FieldResolver(() => [Citation], { description: "The passages that the answer rests on, by their numbers." })
  citations(@Root() chat: Chat): Citation[] {
    return chat.citations;
  }

  @FieldResolver(() => [Attachment], { description: "The files that were sent along." })
  attachments(@Root() chat: Chat): Attachment[] {
    return chat.attachments;
  }

  @FieldResolver(() => ChatVisitor, {
    nullable: true,
    description: "The visitor of an embed who asked; null for users.",
  })
  visitor(@Root() chat: Chat): ChatVisitor | null {
    return chat.visitor;
  }

  @FieldResolver(() => ChatMetrics, {
    nullable: true,
    description: "What the answer cost; null while it is written and when no model was asked.",
  })
  metrics(@Root() chat: Chat): ChatMetrics | null {
    return chat.metrics;
  }

  @FieldResolver(() => Failure, { nullable: true, description: "Why it failed; null unless it did." })
  error(@Root() chat: Chat): Failure | null {
    return chat.errorCode === null ? null : { code: chat.errorCode, message: chat.errorMessage ?? chat.errorCode };
  }

  @Permission("read")
  @FieldResolver(() => Workspace, { description: "The workspace that was asked." })
  workspace(@Root() chat: Chat, @Ctx() context: Context) {
    return context.loaders.workspace.load(chat.workspaceId);
  }

  @Permission("read")
  @FieldResolver(() => Thread, { nullable: true, description: "The thread that it belongs to." })
  thread(@Root() chat: Chat, @Ctx() context: Context) {
    return chat.threadId === null ? null : context.loaders.thread.load(chat.threadId);
  }
}

function conversationOf(input: ConversationInput) {
  return {
    workspaceId: databaseIdOf("Workspace", input.workspaceId, "workspaceId"),
    threadId: optionalDatabaseIdOf("Thread", input.threadId, "threadId"),
    sessionId: input.sessionId ?? null,
    userId: optionalDatabaseIdOf("User", input.userId, "userId") ?? undefined,
  };
}

function sendChatOf(input: SendChatInput): SendChat {
  return { ...withoutNulls(input), ...conversationOf(input) };
}

/** Gives an event the global id that callers know its chat by. */
function eventOf(event: ChatEvent) {
  return event.kind === "started" ? { ...event, chatId: encodeGlobalId("Chat", event.databaseId) } : event;
}

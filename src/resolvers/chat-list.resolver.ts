import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Chat, ChatFeedback, User } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, databaseIdsOf, optionalDatabaseIdOf } from "../schema/ids.js";
import { DeleteChatsInput, RateChatInput, RenameChatSessionInput } from "../schema/inputs/chat-list.inputs.js";
import { ChatFilterInput } from "../schema/inputs/chat.inputs.js";
import { Permission } from "../schema/permission.js";
import { ChatSessionConnection, DeleteChatsPayload, RenameChatSessionPayload } from "../schema/types/chat-sessions.js";
import { ChatConnection } from "../schema/types/connections.js";
import { ChatPayload } from "../schema/types/payloads.js";
import { chatFilterOf } from "./chat-filter-of.js";

/** Chats after they were asked: lists, sessions, deletion, and what people think of them. */
@Resolver(() => Chat)
export class ChatListResolver {
  @Permission("read")
  @Query(() => ChatConnection, {
    description:
      "The chats of all workspaces that the viewer may know of, oldest first; `last` gives the newest. Managers see everybody's, other users their own.",
  })
  async chats(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ChatFilterInput, { nullable: true, description: "Which of them." }) filter?: ChatFilterInput,
    @Arg("skip", () => Int, {
      nullable: true,
      description:
        "How many items are passed over at the end from which the page is counted, for lists with page numbers. A cursor is quicker.",
    })
    skip?: number,
  ) {
    const request = { ...page, skip: skip ?? undefined };
    return toConnection(await context.services.chatList.list(viewerOf(context), request, chatFilterOf(filter)));
  }

  @Permission("read")
  @Query(() => ChatSessionConnection, {
    description:
      "The sessions of a workspace outside threads and embeds, by when they began, as far as the viewer may know of their chats.",
  })
  async chatSessions(
    @Ctx() context: Context,
    @Arg("workspaceId", () => ID, { description: "The workspace." }) workspaceId: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    const id = databaseIdOf("Workspace", workspaceId, "workspaceId");
    return toConnection(await context.services.chatSessions.list(viewerOf(context), id, page));
  }

  @Permission("converse")
  @Mutation(() => DeleteChatsPayload, {
    description: "Deletes chats of a workspace for good. Running answers among them are stopped.",
  })
  async deleteChats(
    @Ctx() context: Context,
    @Arg("input", () => DeleteChatsInput, { description: "Which." }) input: DeleteChatsInput,
  ) {
    const { threadId, sessionId, fromEmbed, chatIds } = input;
    const deletedCount = await context.services.chatRemoval.delete(viewerOf(context), {
      workspaceId: databaseIdOf("Workspace", input.workspaceId, "workspaceId"),
      threadId: threadId === undefined ? undefined : optionalDatabaseIdOf("Thread", threadId, "threadId"),
      sessionId,
      fromEmbed: fromEmbed ?? undefined,
      chatIds: chatIds == null ? undefined : databaseIdsOf("Chat", chatIds, "chatIds"),
    });
    return { deletedCount };
  }

  @Permission("converse")
  @Mutation(() => RenameChatSessionPayload, {
    description: "Gives a session of a workspace another key; questions under that key go on with it.",
  })
  async renameChatSession(
    @Ctx() context: Context,
    @Arg("input", () => RenameChatSessionInput, { description: "Which, and its new key." })
    input: RenameChatSessionInput,
  ) {
    const workspaceId = databaseIdOf("Workspace", input.workspaceId, "workspaceId");
    const { sessionId, newSessionId } = input;
    const viewer = viewerOf(context);
    return { chatCount: await context.services.chatSessions.rename(viewer, workspaceId, sessionId, newSessionId) };
  }

  @Permission("ask")
  @Mutation(() => ChatPayload, { description: "Says what an answer is worth. Whoever may read a chat may rate it." })
  async rateChat(
    @Ctx() context: Context,
    @Arg("input", () => RateChatInput, { description: "Which, and what is said of it." }) input: RateChatInput,
  ) {
    const id = databaseIdOf("Chat", input.chatId, "chatId");
    const rating = { rating: input.rating ?? null, comment: input.comment ?? undefined };
    return { chat: await context.services.chatFeedback.rate(viewerOf(context), id, rating) };
  }

  @FieldResolver(() => ChatFeedback, { nullable: true, description: "What was said of the answer; null: nothing." })
  feedback(@Root() chat: Chat): ChatFeedback | null {
    return chat.feedback;
  }

  @Permission("read")
  @FieldResolver(() => User, {
    nullable: true,
    description: "Who asked; null: a visitor of an embed, a user who is gone, or one whom the viewer may not look up.",
  })
  user(@Root() chat: Chat, @Ctx() context: Context) {
    return chat.userId === null ? null : context.loaders.knownUser.load(chat.userId);
  }
}

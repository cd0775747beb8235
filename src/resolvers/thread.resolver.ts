import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Thread, User, Workspace } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, optionalDatabaseIdOf } from "../schema/ids.js";
import { CreateThreadInput, UpdateThreadInput } from "../schema/inputs/thread.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { ChatConnection } from "../schema/types/connections.js";
import { DeleteThreadPayload, ThreadPayload } from "../schema/types/payloads.js";

@Resolver(() => Thread)
export class ThreadResolver {
  @Permission("read")
  @Query(() => Thread, { description: "One thread." })
  thread(@Ctx() context: Context, @Arg("id", () => ID, { description: "Its id." }) id: string) {
    return context.services.threads.get(viewerOf(context), databaseIdOf("Thread", id, "id"), "id");
  }

  @Permission("converse")
  @Mutation(() => ThreadPayload, { description: "Begins a thread in a workspace." })
  async createThread(
    @Ctx() context: Context,
    @Arg("input", () => CreateThreadInput, { description: "The new thread." }) input: CreateThreadInput,
  ) {
    const workspaceId = databaseIdOf("Workspace", input.workspaceId, "workspaceId");
    const { name, slug } = withoutNulls(input);
    const userId = optionalDatabaseIdOf("User", input.userId, "userId") ?? undefined;
    return { thread: await context.services.threads.create(viewerOf(context), workspaceId, { name, slug, userId }) };
  }

  @Permission("converse")
  @Mutation(() => ThreadPayload, { description: "Renames a thread." })
  async updateThread(
    @Ctx() context: Context,
    @Arg("input", () => UpdateThreadInput, { description: "The changes." }) input: UpdateThreadInput,
  ) {
    const id = databaseIdOf("Thread", input.threadId, "threadId");
    return { thread: await context.services.threads.rename(viewerOf(context), id, input.name) };
  }

  @Permission("converse")
  @Mutation(() => DeleteThreadPayload, { description: "Deletes a thread with its chats." })
  async deleteThread(
    @Ctx() context: Context,
    @Arg("threadId", () => ID, { description: "The thread." }) threadId: string,
  ) {
    await context.services.threads.delete(viewerOf(context), databaseIdOf("Thread", threadId, "threadId"));
    return { deletedThreadId: threadId };
  }

  @Permission("read")
  @FieldResolver(() => Workspace, { description: "The workspace that it asks." })
  workspace(@Root() thread: Thread, @Ctx() context: Context) {
    return context.loaders.workspace.load(thread.workspaceId);
  }

  @Permission("read")
  @FieldResolver(() => User, {
    nullable: true,
    description: "Whose it is; null: the workspace's, or a user's whom the viewer may not look up.",
  })
  user(@Root() thread: Thread, @Ctx() context: Context) {
    return thread.userId === null ? null : context.loaders.knownUser.load(thread.userId);
  }

  @Permission("read")
  @FieldResolver(() => ChatConnection, { description: "Its chats, oldest first." })
  async chats(@Root() thread: Thread, @Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.loaders.threadChats.page(thread.id, page));
  }
}

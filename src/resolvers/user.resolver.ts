import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { User } from "../entities/index.js";
import { maySeePrivateFacts } from "../policies/user.policy.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf } from "../schema/ids.js";
import { CreateUserInput, RegistrationInput, UpdateUserInput, UserFilterInput } from "../schema/inputs/user.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { UserConnection, WorkspaceConnection } from "../schema/types/connections.js";
import { SessionGrantPayload } from "../schema/types/session-payloads.js";
import { ChatsOfDeletedUser, DeleteUserPayload, UserPayload } from "../schema/types/user-payloads.js";

@Resolver(() => User)
export class UserResolver {
  @Permission("manage")
  @Query(() => User, {
    nullable: true,
    description: "One user; null when there is none. Managers look users up to make them members.",
  })
  user(@Ctx() context: Context, @Arg("id", () => ID, { description: "The user's id." }) id: string) {
    return context.services.users.find(viewerOf(context), databaseIdOf("User", id, "id"));
  }

  @Permission("manage")
  @Query(() => UserConnection, { description: "The users, oldest first." })
  async users(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => UserFilterInput, { nullable: true, description: "Which of them." }) filter?: UserFilterInput,
  ) {
    return toConnection(await context.services.users.list(viewerOf(context), page, withoutNulls(filter ?? {})));
  }

  @Permission("administer")
  @Mutation(() => UserPayload, { description: "Makes a user. Needs multi-user mode." })
  async createUser(
    @Ctx() context: Context,
    @Arg("input", () => CreateUserInput, { description: "The new user." }) input: CreateUserInput,
  ) {
    return { user: await context.services.users.create(viewerOf(context), withoutNulls(input)) };
  }

  @Permission("administer")
  @Mutation(() => UserPayload, {
    description:
      "Changes a user. The last active administrator can be neither demoted nor suspended. Needs multi-user mode.",
  })
  async updateUser(
    @Ctx() context: Context,
    @Arg("input", () => UpdateUserInput, { description: "The changes." }) { userId, ...changes }: UpdateUserInput,
  ) {
    const id = databaseIdOf("User", userId, "userId");
    return { user: await context.services.users.update(viewerOf(context), id, changes) };
  }

  @Permission("administer")
  @Mutation(() => DeleteUserPayload, {
    description:
      "Deletes a user with its keys, sessions and memberships. Its documents pass to the administrator who asks. The last active administrator cannot be deleted. Needs multi-user mode.",
  })
  async deleteUser(
    @Ctx() context: Context,
    @Arg("userId", () => ID, { description: "The user." }) userId: string,
    @Arg("chats", () => ChatsOfDeletedUser, { description: "What becomes of the user's chats." })
    chats: ChatsOfDeletedUser,
  ) {
    await context.services.userRemoval.delete(viewerOf(context), databaseIdOf("User", userId, "userId"), chats);
    return { deletedUserId: userId };
  }

  @Permission("public")
  @Mutation(() => SessionGrantPayload, {
    description:
      "Makes a user of whoever asks and signs in, where the instance admits everybody (`instance { registrationOpen }`). Few attempts a minute are admitted.",
  })
  registerUser(
    @Ctx() context: Context,
    @Arg("input", () => RegistrationInput, { description: "The account." }) input: RegistrationInput,
  ) {
    return context.services.registration.register(withoutNulls(input), context.origin);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Where messages to the user go; unique. Shown to the user and to administrators; null for everybody else, and when there is none.",
  })
  email(@Root() user: User, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return isShownPrivateFacts(context, user, info) ? user.email : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "How many questions the user may ask in 24 hours; null: as many as the instance's default says. Shown to the user and to administrators; null for everybody else.",
  })
  dailyMessageLimit(@Root() user: User, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return isShownPrivateFacts(context, user, info) ? user.dailyMessageLimit : null;
  }

  @Permission("read")
  @FieldResolver(() => WorkspaceConnection, {
    description:
      "The workspaces that the user is a member of, as far as the viewer may know of them, oldest first. Managers use all the others as well.",
  })
  async workspaces(@Root() user: User, @Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.loaders.userWorkspaces.page(user.id, page));
  }
}

/** Whoever signs in comes as nobody, or with an invite; the answer that makes them somebody is about themselves. */
function isShownPrivateFacts({ viewer }: Context, user: User, { path }: GraphQLResolveInfo): boolean {
  if (path.prev?.typename === SessionGrantPayload.name) return true;
  return viewer !== null && maySeePrivateFacts(viewer, user);
}

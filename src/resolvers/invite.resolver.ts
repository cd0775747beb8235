import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Invite, User, Workspace } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, databaseIdsOf } from "../schema/ids.js";
import { CreateInviteInput, InviteFilterInput } from "../schema/inputs/invite.inputs.js";
import { RegistrationInput } from "../schema/inputs/user.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { InviteConnection } from "../schema/types/connections.js";
import { SessionGrantPayload } from "../schema/types/session-payloads.js";
import { InvitePayload } from "../schema/types/user-payloads.js";

@Resolver(() => Invite)
export class InviteResolver {
  @Permission("administer")
  @Query(() => Invite, { nullable: true, description: "One invite; null when there is none." })
  invite(@Ctx() context: Context, @Arg("id", () => ID, { description: "Its id." }) id: string) {
    return context.services.invites.find(viewerOf(context), databaseIdOf("Invite", id, "id"));
  }

  @Permission("administer")
  @Query(() => InviteConnection, {
    description: "The invites, oldest first, with those that were claimed or taken back.",
  })
  async invites(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => InviteFilterInput, { nullable: true, description: "Which of them." })
    filter?: InviteFilterInput,
  ) {
    return toConnection(await context.services.invites.list(viewerOf(context), page, withoutNulls(filter ?? {})));
  }

  @Permission("administer")
  @Mutation(() => InvitePayload, { description: "Makes an invite. Needs multi-user mode." })
  async createInvite(
    @Ctx() context: Context,
    @Arg("input", () => CreateInviteInput, { description: "The new invite." }) input: CreateInviteInput,
  ) {
    const { workspaceIds: ids, ...rest } = withoutNulls(input);
    const workspaceIds = databaseIdsOf("Workspace", ids, "workspaceIds");
    return { invite: await context.services.invites.create(viewerOf(context), { ...rest, workspaceIds }) };
  }

  @Permission("administer")
  @Mutation(() => InvitePayload, {
    description: "Takes an invite back, unless somebody has claimed it. Needs multi-user mode.",
  })
  async disableInvite(
    @Ctx() context: Context,
    @Arg("inviteId", () => ID, { description: "The invite." }) inviteId: string,
  ) {
    const id = databaseIdOf("Invite", inviteId, "inviteId");
    return { invite: await context.services.invites.disable(viewerOf(context), id) };
  }

  @Permission("claimInvite")
  @Mutation(() => SessionGrantPayload, {
    description:
      "Makes a user of whoever has an invite, as a member of its workspaces, and signs in. Send the invite's code as the credential. It works once.",
  })
  claimInvite(
    @Ctx() context: Context,
    @Arg("input", () => RegistrationInput, { description: "The account." }) input: RegistrationInput,
  ) {
    return context.services.registration.claim(viewerOf(context), withoutNulls(input), context.origin);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The code to send to whoever is invited, who presents it as a credential. Shown to administrators as long as it can be claimed, else null.",
  })
  code(@Root() invite: Invite, @Ctx() context: Context) {
    return context.services.invites.codeOf(viewerOf(context), invite);
  }

  @Permission("administer")
  @FieldResolver(() => [Workspace], {
    description: "The workspaces of which whoever claims it becomes a member, as far as they still exist.",
  })
  workspaces(@Root() invite: Invite, @Ctx() context: Context) {
    return context.loaders.workspacesAmong(invite.workspaceIds);
  }

  @Permission("administer")
  @FieldResolver(() => User, { nullable: true, description: "Who made it; null: a user who is gone." })
  creator(@Root() invite: Invite, @Ctx() context: Context) {
    return invite.creatorId === null ? null : context.loaders.user.load(invite.creatorId);
  }

  @Permission("administer")
  @FieldResolver(() => User, {
    nullable: true,
    description: "Who became a user by it; null: nobody, or a user who is gone.",
  })
  claimedBy(@Root() invite: Invite, @Ctx() context: Context) {
    return invite.claimedById === null ? null : context.loaders.user.load(invite.claimedById);
  }
}

import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Workspace } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, databaseIdsOf } from "../schema/ids.js";
import { WorkspaceMembersInput } from "../schema/inputs/member.inputs.js";
import { Permission } from "../schema/permission.js";
import { UserConnection } from "../schema/types/connections.js";
import { WorkspaceMembersPayload } from "../schema/types/user-payloads.js";

@Resolver(() => Workspace)
export class MemberResolver {
  @Permission("publish")
  @Mutation(() => WorkspaceMembersPayload, {
    description: "Makes users members of a workspace: all of them, or none when one is unknown. Needs multi-user mode.",
  })
  addWorkspaceMembers(
    @Ctx() context: Context,
    @Arg("input", () => WorkspaceMembersInput, { description: "Who, and where." }) input: WorkspaceMembersInput,
  ) {
    const { workspaceId, userIds } = idsOf(input);
    return context.services.members.add(viewerOf(context), workspaceId, userIds);
  }

  @Permission("publish")
  @Mutation(() => WorkspaceMembersPayload, {
    description: "Ends memberships in a workspace: all of them, or none when a user is unknown. Needs multi-user mode.",
  })
  removeWorkspaceMembers(
    @Ctx() context: Context,
    @Arg("input", () => WorkspaceMembersInput, { description: "Who, and where." }) input: WorkspaceMembersInput,
  ) {
    const { workspaceId, userIds } = idsOf(input);
    return context.services.members.remove(viewerOf(context), workspaceId, userIds);
  }

  @Permission("publish")
  @Mutation(() => WorkspaceMembersPayload, {
    description:
      "Makes exactly these users the members of a workspace; nothing changes when one is unknown. Needs multi-user mode.",
  })
  setWorkspaceMembers(
    @Ctx() context: Context,
    @Arg("input", () => WorkspaceMembersInput, { description: "Who, and where." }) input: WorkspaceMembersInput,
  ) {
    const { workspaceId, userIds } = idsOf(input);
    return context.services.members.set(viewerOf(context), workspaceId, userIds);
  }

  @Permission("manage")
  @FieldResolver(() => UserConnection, {
    description: "Its members, oldest users first. Managers use it without being members. Shown to managers.",
  })
  async members(@Root() workspace: Workspace, @Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.loaders.workspaceMembers.page(workspace.id, page));
  }
}

function idsOf(input: WorkspaceMembersInput): { readonly workspaceId: number; readonly userIds: number[] } {
  return {
    workspaceId: databaseIdOf("Workspace", input.workspaceId, "workspaceId"),
    userIds: databaseIdsOf("User", input.userIds, "userIds"),
  };
}

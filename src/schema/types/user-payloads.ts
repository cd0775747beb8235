import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Invite, User, Workspace } from "../../entities/index.js";
import { InstanceType } from "./instance.js";

/** What becomes of the chats of a user who is deleted. */
export const ChatsOfDeletedUser = { KEEP: "keep", PURGE: "purge" } as const;
export type ChatsOfDeletedUser = (typeof ChatsOfDeletedUser)[keyof typeof ChatsOfDeletedUser];
registerEnumType(ChatsOfDeletedUser, {
  name: "ChatsOfDeletedUser",
  description: "What becomes of the chats of a user who is deleted.",
  valuesConfig: {
    KEEP: { description: "They stay, without the name of who asked; the user's threads pass to an administrator." },
    PURGE: { description: "They are deleted, with the user's threads; running answers are stopped." },
  },
});

/** What `enableMultiUserMode` answers. */
@ObjectType({ simpleResolvers: true, description: "What `enableMultiUserMode` answers." })
export class EnableMultiUserModePayload {
  @Field(() => InstanceType, { description: "The instance as it is now." })
  instance!: InstanceType;

  @Field(() => User, { description: "The first administrator, who was the owner until now." })
  user!: User;
}

/** What `createUser` and `updateUser` answer. */
@ObjectType({ simpleResolvers: true, description: "What `createUser` and `updateUser` answer." })
export class UserPayload {
  @Field(() => User, { description: "The user as it is now." })
  user!: User;
}

/** What `deleteUser` answers. */
@ObjectType({ simpleResolvers: true, description: "What `deleteUser` answers." })
export class DeleteUserPayload {
  @Field(() => ID, { description: "The id that is gone." })
  deletedUserId!: string;
}

/** What `createInvite` and `disableInvite` answer. */
@ObjectType({ simpleResolvers: true, description: "What `createInvite` and `disableInvite` answer." })
export class InvitePayload {
  @Field(() => Invite, { description: "The invite as it is now." })
  invite!: Invite;
}

/** What the changes of a workspace's members answer. */
@ObjectType({
  simpleResolvers: true,
  description: "What `addWorkspaceMembers`, `removeWorkspaceMembers` and `setWorkspaceMembers` answer.",
})
export class WorkspaceMembersPayload {
  @Field(() => Workspace, { description: "The workspace." })
  workspace!: Workspace;

  @Field(() => [User], { description: "The users who became members." })
  added!: User[];

  @Field(() => [User], { description: "The users who are members no longer." })
  removed!: User[];

  @Field(() => [User], { description: "The users of the request for whom nothing changed." })
  unchanged!: User[];
}

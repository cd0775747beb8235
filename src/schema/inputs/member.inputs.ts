import { ArrayMaxSize } from "class-validator";
import { Field, ID, InputType } from "type-graphql";

/** Users who become members of a workspace, or cease to be. */
@InputType({ description: "Users who become members of a workspace, or cease to be." })
export class WorkspaceMembersInput {
  @Field(() => ID, { description: "The workspace." })
  workspaceId!: string;

  @Field(() => [ID], { description: "The users, at most 1,000." })
  @ArrayMaxSize(1_000)
  userIds!: string[];
}

import { ArrayMaxSize, IsOptional } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { InviteStatus } from "../../entities/index.js";

/** A new invite. */
@InputType({ description: "A new invite." })
export class CreateInviteInput {
  @Field(() => [ID], {
    defaultValue: [],
    description: "The workspaces of which whoever claims it becomes a member, at most 1,000.",
  })
  @ArrayMaxSize(1_000)
  workspaceIds!: string[];

  @Field(() => Date, { nullable: true, description: "From when on it is refused, in the future; default: never." })
  expiresAt?: Date;
}

/** Narrows a list of invites. */
@InputType({ description: "Narrows a list of invites." })
export class InviteFilterInput {
  @Field(() => InviteStatus, { nullable: true, description: "Only invites of this status." })
  status?: InviteStatus;

  @Field(() => [Int], { nullable: true, description: "Only the invites with these numbers, at most 100." })
  @IsOptional()
  @ArrayMaxSize(100)
  databaseIds?: number[];
}

import { ArrayMaxSize, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";

/** Narrows a list of events. */
@InputType({ description: "Narrows a list of events; fields are combined with AND." })
export class EventFilterInput {
  @Field(() => [String], {
    nullable: true,
    description: "Only events of these types, such as `workspace.created`, at most 100; see docs/events.md.",
  })
  @IsOptional()
  @ArrayMaxSize(100)
  @MaxLength(100, { each: true })
  types?: string[];

  @Field(() => ID, { nullable: true, description: "Only what this user did; the user may be gone." })
  actorId?: string;

  @Field(() => ID, { nullable: true, description: "Only events of this workspace, which may be gone." })
  workspaceId?: string;

  @Field(() => String, { nullable: true, description: "Only what was done to objects of this type, such as `User`." })
  @IsOptional()
  @MaxLength(100)
  subjectType?: string;

  @Field(() => Date, { nullable: true, description: "Only events of this moment and later." })
  from?: Date;

  @Field(() => Date, { nullable: true, description: "Only events before this moment." })
  to?: Date;
}

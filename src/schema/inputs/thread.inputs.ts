import { IsOptional, Length } from "class-validator";
import { Field, ID, InputType } from "type-graphql";

/** A new thread. */
@InputType({ description: "A new thread in a workspace." })
export class CreateThreadInput {
  @Field(() => ID, { description: "The workspace." })
  workspaceId!: string;

  @Field(() => String, { nullable: true, description: "What people call it, 1 to 255 characters; default `Thread`." })
  @IsOptional()
  @Length(1, 255)
  name?: string;

  @Field(() => String, { nullable: true, description: "Its slug, unique in the workspace; default: random." })
  @IsOptional()
  @Length(1, 255)
  slug?: string;
}

/** Changes to a thread. */
@InputType({ description: "Changes to a thread." })
export class UpdateThreadInput {
  @Field(() => ID, { description: "The thread." })
  threadId!: string;

  @Field(() => String, { description: "What people call it, 1 to 255 characters." })
  @Length(1, 255)
  name!: string;
}

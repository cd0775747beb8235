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

  @Field(() => ID, {
    nullable: true,
    description:
      "Whose it is. Managers begin threads for anybody, other users for themselves. Default: the person who asks; what a manager's program begins is the workspace's.",
  })
  userId?: string;
}

/** Narrows a list of threads. */
@InputType({ description: "Narrows a list of threads; fields are combined with AND." })
export class ThreadFilterInput {
  @Field(() => String, { nullable: true, description: "Only the thread of this slug." })
  slug?: string;

  @Field(() => String, { nullable: true, description: "Only threads with this in their names, whatever its case." })
  search?: string;
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

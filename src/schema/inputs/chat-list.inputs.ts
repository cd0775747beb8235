import { ArrayMaxSize, IsOptional, Length, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { ChatRating } from "../../entities/index.js";

/** Which chats are deleted. */
@InputType({
  description:
    "Which chats of a workspace are deleted: those that every given field admits, and without any all that the viewer may know of. Managers delete everybody's chats, other users their own.",
})
export class DeleteChatsInput {
  @Field(() => ID, { description: "The workspace." })
  workspaceId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Only chats of this thread; null: only chats of none. Default: any.",
  })
  threadId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only chats of this session; null: only chats of none. Default: any.",
  })
  @IsOptional()
  @MaxLength(255)
  sessionId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only chats that visitors of embeds asked, or only those that users asked.",
  })
  fromEmbed?: boolean;

  @Field(() => [ID], {
    nullable: true,
    description: "Only these chats, at most 1,000. When one of them is unknown, none is deleted.",
  })
  @IsOptional()
  @ArrayMaxSize(1_000)
  chatIds?: string[];
}

/** What somebody says of an answer. */
@InputType({ description: "What somebody says of an answer, in place of what was said before." })
export class RateChatInput {
  @Field(() => ID, { description: "The chat." })
  chatId!: string;

  @Field(() => ChatRating, { nullable: true, description: "Whether it helped; null takes back what was said." })
  rating?: ChatRating | null;

  @Field(() => String, { nullable: true, description: "Why, in at most 4,096 characters." })
  @IsOptional()
  @MaxLength(4_096)
  comment?: string;
}

/** A new key for a session. */
@InputType({ description: "Another key for a session of a workspace." })
export class RenameChatSessionInput {
  @Field(() => ID, { description: "The workspace." })
  workspaceId!: string;

  @Field(() => String, { description: "The key that it has." })
  @Length(1, 255)
  sessionId!: string;

  @Field(() => String, { description: "The key that it gets, 1 to 255 characters; no other session's." })
  @Length(1, 255)
  newSessionId!: string;
}

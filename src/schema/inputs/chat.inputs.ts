import { ArrayMaxSize, IsOptional, Length, Max, MaxLength, Min } from "class-validator";
import { Field, Float, ID, InputType, Int, registerEnumType } from "type-graphql";
import { ChatMode } from "../../entities/index.js";

/** Who said something in a conversation that the caller keeps itself. */
export const MessageRole = { USER: "user", ASSISTANT: "assistant" } as const;
export type MessageRole = (typeof MessageRole)[keyof typeof MessageRole];
registerEnumType(MessageRole, {
  name: "MessageRole",
  description: "Who said something.",
  valuesConfig: {
    USER: { description: "The person who asks." },
    ASSISTANT: { description: "The model that answers." },
  },
});

/** A turn of a conversation that the caller keeps itself. */
@InputType({ description: "A turn of a conversation that the caller keeps itself." })
export class MessageInput {
  @Field(() => MessageRole, { description: "Who said it." })
  role!: MessageRole;

  @Field(() => String, { description: "What was said." })
  @MaxLength(1_000_000)
  content!: string;
}

/** A file sent along with a prompt. */
@InputType({ description: "A file sent along with a prompt. Images are shown to models that can see." })
export class AttachmentInput {
  @Field(() => String, { description: "File name." })
  @Length(1, 255)
  name!: string;

  @Field(() => String, { description: "Media type, such as `image/png`." })
  @Length(1, 255)
  mime!: string;

  @Field(() => String, { description: "The bytes as a data URL." })
  contentString!: string;
}

/** A question to a workspace. */
@InputType({ description: "A question to a workspace." })
export class SendChatInput {
  @Field(() => ID, { description: "The workspace that is asked." })
  workspaceId!: string;

  @Field(() => ID, { nullable: true, description: "The thread that it belongs to; a thread of that workspace." })
  threadId?: string;

  @Field(() => String, {
    nullable: true,
    description: "The caller's own partition key; chats with one form a conversation.",
  })
  @IsOptional()
  @Length(1, 255)
  sessionId?: string;

  @Field(() => String, { description: "The question, 1 to 100,000 characters." })
  @Length(1, 100_000)
  message!: string;

  @Field(() => ChatMode, { nullable: true, description: "How it is answered; default: the workspace's mode." })
  mode?: ChatMode;

  @Field(() => [AttachmentInput], { nullable: true, description: "Files sent along, at most 20." })
  @IsOptional()
  @ArrayMaxSize(20)
  attachments?: AttachmentInput[];

  @Field(() => String, {
    nullable: true,
    description:
      "Any name for this request, unique for the credential: sending again with it returns the same chat instead of asking twice.",
  })
  @IsOptional()
  @Length(1, 255)
  idempotencyKey?: string;

  @Field(() => [MessageInput], {
    nullable: true,
    description: "Earlier turns in place of the stored history. The exchange then stays out of later history.",
  })
  @IsOptional()
  @ArrayMaxSize(1_000)
  history?: MessageInput[];

  @Field(() => String, { nullable: true, description: "System prompt in place of the workspace's." })
  @IsOptional()
  @MaxLength(32_768)
  systemPrompt?: string;

  @Field(() => Float, { nullable: true, description: "Sampling temperature in place of the workspace's, 0 to 2." })
  @IsOptional()
  @Min(0)
  @Max(2)
  temperature?: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many tokens the model may write, 1 to 1,000,000; default: as many as its server lets it. `finishReason` tells whether that cut the answer.",
  })
  @IsOptional()
  @Min(1)
  @Max(1_000_000)
  maxTokens?: number;

  @Field(() => [String], {
    nullable: true,
    description:
      "Strings of 1 to 200 characters, at most 16: the answer ends before the first that comes. Reasoning does not count.",
  })
  @IsOptional()
  @ArrayMaxSize(16)
  @Length(1, 200, { each: true })
  stop?: string[];
}

/** A question whose answer is streamed at once. */
@InputType({ description: "A question whose answer is streamed at once. The idempotency key makes a reconnect safe." })
export class SendAndStreamChatInput extends SendChatInput {
  @Field(() => String, { description: "Any name for this request, unique for the credential." })
  @Length(1, 255)
  declare idempotencyKey: string;
}

/** Which conversation of a workspace is meant. */
@InputType({
  description: "Which conversation of a workspace is meant: a thread's, a session's, or the one of neither.",
})
export class ConversationInput {
  @Field(() => ID, { description: "The workspace." })
  workspaceId!: string;

  @Field(() => ID, { nullable: true, description: "A thread of it." })
  threadId?: string;

  @Field(() => String, { nullable: true, description: "A session of it." })
  @IsOptional()
  @Length(1, 255)
  sessionId?: string;
}

/** Narrows a list of chats. */
@InputType({ description: "Narrows a list of chats; fields are combined with AND." })
export class ChatFilterInput {
  @Field(() => ID, {
    nullable: true,
    description: "Only chats of this thread; null: only chats of none. Default: any.",
  })
  threadId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only chats of this session; null: only chats of none. Default: any.",
  })
  sessionId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only chats that later answers see, or only those that they do not.",
  })
  included?: boolean;
}

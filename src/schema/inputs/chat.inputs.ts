import { ArrayMaxSize, IsOptional, Length, Max, MaxLength, Min } from "class-validator";
import { Field, Float, ID, InputType, Int, registerEnumType } from "type-graphql";
import { ChatMode } from "../../entities/index.js";
import { SlashCommandUse } from "../../services/question-reader.js";

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

registerEnumType(SlashCommandUse, {
  name: "SlashCommandUse",
  description: "Which slash commands count in a message. None do where the caller brings the history.",
  valuesConfig: {
    ALL: {
      description:
        "The asker's own, which are replaced by what they stand for; and `/reset` alone, which makes later answers forget the conversation.",
    },
    OWN: { description: "The asker's own, and no `/reset`." },
    NONE: { description: "None: the message is what it is." },
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
@InputType({
  description:
    "A file sent along with a prompt, at most 25 MiB. Images are shown to models that can see; of any other file the text is given to the model, as far as it fits, and is not kept.",
})
export class AttachmentInput {
  @Field(() => String, { description: "File name." })
  @Length(1, 255)
  name!: string;

  @Field(() => String, {
    description: "Media type, such as `image/png`; `application/anythingllm-document` for a document of any format.",
  })
  @Length(1, 255)
  mime!: string;

  @Field(() => String, { description: "The bytes as a base64 data URL, or as base64 alone." })
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

  @Field(() => ID, {
    nullable: true,
    description:
      "In whose name it is asked: the chat, and the history that it goes on with, are that user's. Managers do so for anybody, other users for themselves. Default: the person whose credential it is.",
  })
  userId?: string;

  @Field(() => String, { description: "The question, 1 to 100,000 characters." })
  @Length(1, 100_000)
  message!: string;

  @Field(() => ChatMode, { nullable: true, description: "How it is answered; default: the workspace's mode." })
  mode?: ChatMode;

  @Field(() => [AttachmentInput], { nullable: true, description: "Files sent along, at most 20." })
  @IsOptional()
  @ArrayMaxSize(20)
  attachments?: AttachmentInput[];

  @Field(() => SlashCommandUse, {
    nullable: true,
    description: "Which slash commands count in the message; default ALL.",
  })
  commands?: SlashCommandUse;

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
  @MaxLength(100_000)
  systemPrompt?: string;

  @Field(() => Float, { nullable: true, description: "Sampling temperature in place of the workspace's, 0 to 2." })
  @IsOptional()
  @Min(0)
  @Max(2)
  temperature?: number;

  @Field(() => String, {
    nullable: true,
    description:
      "Chat model in place of the workspace's, by its provider's name; for managers, and visitors where the embed permits it.",
  })
  @IsOptional()
  @Length(1, 200)
  model?: string;

  @Field(() => String, {
    nullable: true,
    description: "What a page calls the visitor who asks, for those who read the chats; for visitors of embeds alone.",
  })
  @IsOptional()
  @Length(1, 255)
  visitorName?: string;

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

  @Field(() => ID, {
    nullable: true,
    description:
      "In whose name it is held. Managers do so for anybody, other users for themselves. Default: the person whose credential it is.",
  })
  userId?: string;
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

  @Field(() => Boolean, {
    nullable: true,
    description: "Only chats whose answer has ended and has any text, or only those without.",
  })
  answered?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only chats that visitors of embeds asked, or only those that users asked.",
  })
  fromEmbed?: boolean;

  @Field(() => [Int], { nullable: true, description: "Only chats with these numbers (`databaseId`), at most 100." })
  @IsOptional()
  @ArrayMaxSize(100)
  databaseIds?: number[];

  @Field(() => Date, { nullable: true, description: "Only chats that were asked at this moment or later." })
  from?: Date;

  @Field(() => Date, { nullable: true, description: "Only chats that were asked before this moment." })
  to?: Date;
}

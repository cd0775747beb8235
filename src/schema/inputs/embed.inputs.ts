import { ArrayMaxSize, IsInt, IsOptional, Length, Max, MaxLength, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { ChatMode } from "../../entities/index.js";

/** The settings of an embed. */
@InputType()
abstract class EmbedSettingsInput {
  @Field(() => Boolean, { nullable: true, description: "Whether it answers; default true." })
  enabled?: boolean;

  @Field(() => ChatMode, { nullable: true, description: "How it answers; default QUERY." })
  chatMode?: ChatMode;

  @Field(() => Int, { nullable: true, description: "Most chats a day over all visitors; null: no limit." })
  @IsOptional()
  @IsInt()
  @Min(1)
  maxChatsPerDay?: number | null;

  @Field(() => Int, { nullable: true, description: "Most chats a day in one session; null: no limit." })
  @IsOptional()
  @IsInt()
  @Min(1)
  maxChatsPerSession?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many earlier exchanges of a session the model sees, 0 to 200; null: as many as the workspace says.",
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(200)
  historyLength?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether visitors may replace the system prompt; default false.",
  })
  allowPromptOverride?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Whether visitors may choose the chat model; default false." })
  allowModelOverride?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Whether visitors may choose the temperature; default false." })
  allowTemperatureOverride?: boolean;
}

/** A new embed. */
@InputType({ description: "A new embed." })
export class CreateEmbedInput extends EmbedSettingsInput {
  @Field(() => ID, { description: "The workspace that it asks." })
  workspaceId!: string;

  @Field(() => [String], {
    description:
      "Origins (`https://example.com`) whose pages may ask, at most 100; `*` admits every origin, an empty list none.",
  })
  @ArrayMaxSize(100)
  @MaxLength(255, { each: true })
  allowedOrigins!: string[];
}

/** Changes to an embed. */
@InputType({ description: "Changes to an embed. What is left out stays; null removes a limit." })
export class UpdateEmbedInput extends EmbedSettingsInput {
  @Field(() => ID, { description: "The embed." })
  embedId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The workspace that it asks from now on. Chats stay where they were asked.",
  })
  workspaceId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Origins whose pages may ask, at most 100; `*` admits every origin, an empty list none.",
  })
  @IsOptional()
  @ArrayMaxSize(100)
  @MaxLength(255, { each: true })
  allowedOrigins?: string[];
}

/** Narrows a list of an embed's chats. */
@InputType({ description: "Narrows a list of an embed's chats; fields are combined with AND." })
export class EmbedChatFilterInput {
  @Field(() => String, { nullable: true, description: "Only chats of this session." })
  @IsOptional()
  @Length(1, 128)
  sessionId?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only chats that later answers see, or only those that they do not.",
  })
  included?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Only chats that were refused, or only those that were not." })
  refused?: boolean;
}

/** Which embed code is wanted. */
@InputType({ description: "Which embed code is wanted." })
export class EmbedCodeInput {
  @Field(() => ID, { description: "The embed." })
  embedId!: string;

  @Field(() => String, {
    description: "Where the widget's script is served, an http or https URL, such as that of a copy on one's own site.",
  })
  @MaxLength(1_000)
  scriptUrl!: string;

  @Field(() => String, {
    nullable: true,
    description: "Where pages reach this server, such as https://docent.example.com; default: the setting `publicUrl`.",
  })
  @IsOptional()
  @MaxLength(1_000)
  serverUrl?: string;
}

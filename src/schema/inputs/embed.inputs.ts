import { ArrayMaxSize, ArrayNotEmpty, IsInt, IsOptional, MaxLength, Min } from "class-validator";
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
}

/** A new embed. */
@InputType({ description: "A new embed." })
export class CreateEmbedInput extends EmbedSettingsInput {
  @Field(() => ID, { description: "The workspace that it asks." })
  workspaceId!: string;

  @Field(() => [String], {
    description:
      "Origins (`https://example.com`) whose pages may ask, at least one, at most 100; `*` admits every origin.",
  })
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @MaxLength(255, { each: true })
  allowedOrigins!: string[];
}

/** Changes to an embed. */
@InputType({ description: "Changes to an embed. What is left out stays; null removes a limit." })
export class UpdateEmbedInput extends EmbedSettingsInput {
  @Field(() => ID, { description: "The embed." })
  embedId!: string;

  @Field(() => [String], {
    nullable: true,
    description: "Origins whose pages may ask, at least one; `*` admits every origin.",
  })
  @IsOptional()
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @MaxLength(255, { each: true })
  allowedOrigins?: string[];
}

import { Field, ID, Int, ObjectType } from "type-graphql";
import { ChatMode, Embed } from "../../entities/index.js";
import { connectionOf } from "../connection.js";

/** What anybody may know of an embed. */
@ObjectType("EmbedStatus", { simpleResolvers: true, description: "What anybody may know of an embed." })
export class EmbedStatusType {
  @Field(() => Boolean, { description: "Whether it answers at all." })
  enabled!: boolean;

  @Field(() => Boolean, { description: "Whether pages of the given origin may ask." })
  admitted!: boolean;

  @Field(() => Boolean, { description: "Whether visitors need a token that the site has signed." })
  requiresToken!: boolean;
}

/** The chats of one session of an embed, taken together. */
@ObjectType("EmbedSession", {
  simpleResolvers: true,
  description: "The chats of one session of an embed, taken together.",
})
export class EmbedSessionType {
  /** Its place in the list. */
  id!: number;

  @Field(() => String, { description: "The visitor's session." })
  sessionId!: string;

  @Field(() => Int, { description: "How many chats it has, those included that later answers do not see." })
  chatCount!: number;

  @Field(() => Date, { description: "When its first chat was asked." })
  startedAt!: Date;

  @Field(() => Date, { description: "When its last chat was asked." })
  lastChatAt!: Date;
}

export const EmbedSessionConnection = connectionOf(EmbedSessionType, "EmbedSession", "sessions of an embed");

/** What `createEmbedSecret` answers. */
@ObjectType({ simpleResolvers: true, description: "What `createEmbedSecret` answers." })
export class EmbedSecretPayload {
  @Field(() => Embed, { description: "The embed as it is now." })
  embed!: Embed;

  @Field(() => String, {
    description: "The key by which the site signs its visitors' tokens (HS256). It is shown this once.",
  })
  secret!: string;
}

/** The visitor of an embed whose credential the request came with. */
@ObjectType("Visitor", {
  simpleResolvers: true,
  description: "The visitor of an embed whose credential the request came with, and what it may do.",
})
export class VisitorType {
  @Field(() => String, { description: "The visitor's session." })
  sessionId!: string;

  @Field(() => ID, { description: "The id of the workspace that is asked, for `sendChat`." })
  workspaceId!: string;

  @Field(() => ChatMode, { description: "How it is answered." })
  chatMode!: ChatMode;

  @Field(() => Boolean, { description: "Whether it may replace the system prompt." })
  allowPromptOverride!: boolean;

  @Field(() => Boolean, { description: "Whether it may choose the chat model." })
  allowModelOverride!: boolean;

  @Field(() => Boolean, { description: "Whether it may choose the temperature." })
  allowTemperatureOverride!: boolean;
}

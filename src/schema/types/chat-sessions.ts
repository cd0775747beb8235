import { Field, Int, ObjectType } from "type-graphql";
import { connectionOf } from "../connection.js";

/** A conversation that a client names by a key of its own. */
@ObjectType("ChatSession", {
  simpleResolvers: true,
  description: "A conversation in a workspace that a client names by a key of its own.",
})
export class ChatSessionType {
  /** The number of its first chat, which is its place in lists. */
  id!: number;

  @Field(() => String, { description: "The key." })
  sessionId!: string;

  @Field(() => Int, { description: "How many chats it has that the viewer may know of." })
  chatCount!: number;

  @Field(() => Date, { description: "When the first of them was asked." })
  startedAt!: Date;

  @Field(() => Date, { description: "When the last of them was asked." })
  lastChatAt!: Date;
}

export const ChatSessionConnection = connectionOf(ChatSessionType, "ChatSession", "sessions");

/** What `deleteChats` answers. */
@ObjectType({ simpleResolvers: true, description: "What `deleteChats` answers." })
export class DeleteChatsPayload {
  @Field(() => Int, { description: "How many chats are gone." })
  deletedCount!: number;
}

/** What `renameChatSession` answers. */
@ObjectType({ simpleResolvers: true, description: "What `renameChatSession` answers." })
export class RenameChatSessionPayload {
  @Field(() => Int, { description: "How many chats the session has; none: there is no such session." })
  chatCount!: number;
}

import { Field, ID, ObjectType } from "type-graphql";
import { Chat, Document, Embed, Thread, Workspace, WorkspaceDocument } from "../../entities/index.js";

/** What `createWorkspace` answers. */
@ObjectType({ simpleResolvers: true, description: "What `createWorkspace` answers." })
export class CreateWorkspacePayload {
  @Field(() => Workspace, { description: "The new workspace." })
  workspace!: Workspace;
}

/** What `updateWorkspace` answers. */
@ObjectType({ simpleResolvers: true, description: "What `updateWorkspace` answers." })
export class UpdateWorkspacePayload {
  @Field(() => Workspace, { description: "The workspace as it is now." })
  workspace!: Workspace;
}

/** What `deleteWorkspace` answers. */
@ObjectType({ simpleResolvers: true, description: "What `deleteWorkspace` answers." })
export class DeleteWorkspacePayload {
  @Field(() => ID, { description: "The id that is gone." })
  deletedWorkspaceId!: string;
}

/** What attaching and detaching answer. */
@ObjectType({ simpleResolvers: true, description: "What `attachDocuments` and `detachDocuments` answer." })
export class WorkspaceDocumentsPayload {
  @Field(() => Workspace, { description: "The workspace." })
  workspace!: Workspace;

  @Field(() => [Document], { description: "The documents that the mutation attached or detached." })
  changed!: Document[];

  @Field(() => [Document], { description: "The documents that were attached, or not attached, already." })
  unchanged!: Document[];
}

/** What `pinDocument` answers. */
@ObjectType({ simpleResolvers: true, description: "What `pinDocument` answers." })
export class PinDocumentPayload {
  @Field(() => WorkspaceDocument, { description: "The document's place in the workspace as it is now." })
  attachment!: WorkspaceDocument;
}

/** What `deleteDocuments` answers. */
@ObjectType({ simpleResolvers: true, description: "What `deleteDocuments` answers." })
export class DeleteDocumentsPayload {
  @Field(() => [ID], { description: "The ids that are gone." })
  deletedDocumentIds!: string[];
}

/** What `createThread` and `updateThread` answer. */
@ObjectType({ simpleResolvers: true, description: "What `createThread` and `updateThread` answer." })
export class ThreadPayload {
  @Field(() => Thread, { description: "The thread as it is now." })
  thread!: Thread;
}

/** What `deleteThread` answers. */
@ObjectType({ simpleResolvers: true, description: "What `deleteThread` answers." })
export class DeleteThreadPayload {
  @Field(() => ID, { description: "The id that is gone." })
  deletedThreadId!: string;
}

/** What `sendChat` and `stopChat` answer. */
@ObjectType({ simpleResolvers: true, description: "What `sendChat` and `stopChat` answer." })
export class ChatPayload {
  @Field(() => Chat, { description: "The chat as it is now." })
  chat!: Chat;
}

/** What `resetConversation` answers. */
@ObjectType({ simpleResolvers: true, description: "What `resetConversation` answers." })
export class ResetConversationPayload {
  @Field(() => Number, { description: "How many chats later answers no longer see." })
  forgottenCount!: number;
}

/** What `createEmbed` and `updateEmbed` answer. */
@ObjectType({ simpleResolvers: true, description: "What `createEmbed` and `updateEmbed` answer." })
export class EmbedPayload {
  @Field(() => Embed, { description: "The embed as it is now." })
  embed!: Embed;
}

/** What `deleteEmbed` answers. */
@ObjectType({ simpleResolvers: true, description: "What `deleteEmbed` answers." })
export class DeleteEmbedPayload {
  @Field(() => ID, { description: "The id that is gone." })
  deletedEmbedId!: string;
}

import { Field, Int, ObjectType } from "type-graphql";
import { Document, Folder } from "../../entities/index.js";

/** What `createFolder` and `renameFolder` answer. */
@ObjectType({ simpleResolvers: true, description: "What `createFolder` and `renameFolder` answer." })
export class FolderPayload {
  @Field(() => Folder, { description: "The folder as it is now." })
  folder!: Folder;
}

/** What `deleteFolder` answers. */
@ObjectType({ simpleResolvers: true, description: "What `deleteFolder` answers." })
export class DeleteFolderPayload {
  @Field(() => String, { description: "The name that is gone." })
  deletedFolder!: string;

  @Field(() => Int, { description: "How many documents were removed with it." })
  deletedDocuments!: number;
}

/** What `moveDocuments` answers. */
@ObjectType({ simpleResolvers: true, description: "What `moveDocuments` answers." })
export class MoveDocumentsPayload {
  @Field(() => [Document], { description: "The documents, in their folder." })
  documents!: Document[];

  @Field(() => [Document], { description: "Those of them that stood there already." })
  unchanged!: Document[];
}

/** What `updateDocument` answers. */
@ObjectType({ simpleResolvers: true, description: "What `updateDocument` answers." })
export class UpdateDocumentPayload {
  @Field(() => Document, { description: "The document as it is now." })
  document!: Document;
}

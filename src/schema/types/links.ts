import { Field, ObjectType } from "type-graphql";
import { Document, DocumentSyncRun } from "../../entities/index.js";

/** What `watchDocument` and `unwatchDocument` answer. */
@ObjectType({ simpleResolvers: true, description: "What `watchDocument` and `unwatchDocument` answer." })
export class WatchDocumentPayload {
  @Field(() => Document, { description: "The document." })
  document!: Document;
}

/** What `syncDocument` answers. */
@ObjectType({ simpleResolvers: true, description: "What `syncDocument` answers." })
export class SyncDocumentPayload {
  @Field(() => Document, { description: "The document as it is now." })
  document!: Document;

  @Field(() => DocumentSyncRun, { description: "What came of the look at its source." })
  run!: DocumentSyncRun;
}

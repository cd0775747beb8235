import { Field, Float, Int, ObjectType } from "type-graphql";
import { Document } from "../../entities/index.js";

/** How the reading of documents goes. */
@ObjectType({ simpleResolvers: true, description: "How the reading of documents goes, over all that the viewer sees." })
export class IngestionSummary {
  @Field(() => Int, { description: "Documents that wait for their turn." })
  queued!: number;

  @Field(() => Int, { description: "Documents that are paused." })
  paused!: number;

  @Field(() => Int, { description: "Documents whose text is being extracted." })
  parsing!: number;

  @Field(() => Int, { description: "Documents whose chunks are being embedded and indexed." })
  embedding!: number;

  @Field(() => Int, { description: "Documents that can be searched." })
  ready!: number;

  @Field(() => Int, { description: "Documents that could not be read." })
  failed!: number;

  @Field(() => Float, { description: "Documents that were done, well or not, per second of the last minute." })
  documentsPerSecond!: number;

  @Field(() => Boolean, { description: "Whether the reading of the viewer's own documents is paused, or everybody's." })
  isPaused!: boolean;
}

/** What steering the reading of documents answers. */
@ObjectType({
  simpleResolvers: true,
  description: "What steering the reading of documents answers: the documents that were named, as they are now.",
})
export class IngestionPayload {
  @Field(() => [Document], { description: "The documents that were named, as they are now." })
  documents!: Document[];

  @Field(() => [Document], {
    description: "Those of them that were left as they are, since there was nothing to do; most often none.",
  })
  unchanged!: Document[];
}

/** What `reembedDocuments` answers. */
@ObjectType({ simpleResolvers: true, description: "What `reembedDocuments` answers." })
export class ReembedDocumentsPayload {
  @Field(() => Int, { description: "Documents that were queued." })
  queued!: number;
}

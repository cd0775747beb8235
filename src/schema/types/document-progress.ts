import { GraphQLNonNegativeFloat } from "graphql-scalars";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { DocumentStatus } from "../../entities/index.js";
import { Failure } from "./failures.js";

/** How far the reading of a document is. */
@ObjectType("DocumentProgress", { simpleResolvers: true, description: "How far the reading of a document is." })
export class DocumentProgressType {
  @Field(() => ID, { description: "The document." })
  documentId!: string;

  @Field(() => DocumentStatus, { description: "Where it is; READY and FAILED are final." })
  status!: DocumentStatus;

  @Field(() => Int, { description: "Chunks indexed so far." })
  chunks!: number;

  @Field(() => GraphQLNonNegativeFloat, {
    description:
      "Bytes of its file that were read; all of them at once for formats that cannot be read from the start to the end. A float, since files may exceed 2^31 bytes.",
  })
  bytesRead!: number;

  @Field(() => GraphQLNonNegativeFloat, { description: "Bytes of its file." })
  bytesTotal!: number;

  @Field(() => Int, { nullable: true, description: "The page reached, from 1; null for formats without pages." })
  page!: number | null;

  @Field(() => Int, { nullable: true, description: "Its pages, once they are known." })
  pages!: number | null;

  @Field(() => Int, { description: "Length of its text so far, in UTF-16 code units." })
  characters!: number;

  @Field(() => Int, { description: "Which attempt this is, from 1; while it is QUEUED, which one is next." })
  attempt!: number;

  @Field(() => Date, {
    nullable: true,
    description:
      "When the next attempt begins at the earliest, after one failed for a reason that may pass, such as a model that is away; null unless it waits for that.",
  })
  nextAttemptAt!: Date | null;

  @Field(() => Failure, { nullable: true, description: "Why it failed; null unless it did." })
  failure!: Failure | null;
}

import { Field, Int, ObjectType } from "type-graphql";
import { DocumentStatus } from "../../entities/index.js";
import { Failure } from "./failures.js";

/** How far the reading of a document is. */
@ObjectType("DocumentProgress", { simpleResolvers: true, description: "How far the reading of a document is." })
export class DocumentProgressType {
  @Field(() => DocumentStatus, { description: "Where it is; READY and FAILED are final." })
  status!: DocumentStatus;

  @Field(() => Int, { description: "Chunks indexed so far." })
  chunks!: number;

  @Field(() => Failure, { nullable: true, description: "Why it failed; null unless it did." })
  failure!: Failure | null;
}

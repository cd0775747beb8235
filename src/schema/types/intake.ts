import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Document } from "../../entities/index.js";
import { IntakeOutcome } from "../../services/arrivals.js";

registerEnumType(IntakeOutcome, {
  name: "IntakeOutcome",
  description: "What became of something that was to be taken into the library.",
  valuesConfig: {
    CREATED: { description: "It is a new document." },
    UPDATED: {
      description:
        "The bytes of the document with its external id were replaced by it, and are read; or they are the same, and are read again since they could not be read before, or a password for them came only now.",
    },
    UNCHANGED: { description: "The document with its external id has its content already." },
    REUSED: { description: "A document with the same bytes was taken in place of a new one." },
    FAILED: { description: "It could not be taken; `error` says why." },
  },
});

const duplicateWords =
  "Another document of the same owner with the same bytes, if the viewer may see it: one that could be read before one that could not, one of its own before one from inside another, then the oldest. Null: there is none, or the bytes were not needed, since `contentHash` is known.";

/** Why one of many could not be taken. */
@ObjectType({ simpleResolvers: true, description: "Why one of many could not be taken." })
export class ItemError {
  @Field(() => String, { description: "Stable code, for programs; see docs/errors.md." })
  code!: string;

  @Field(() => String, { description: "The reason, for people." })
  message!: string;

  @Field(() => String, { nullable: true, description: "The field of the item that is at fault." })
  field!: string | null;
}

/** What the mutations that add one document answer. */
@ObjectType({ simpleResolvers: true, description: "What the mutations that add one document answer." })
export class CreateDocumentPayload {
  @Field(() => Document, { description: "The document; what is new of it is queued to be read." })
  document!: Document;

  @Field(() => IntakeOutcome, { description: "What became of it." })
  outcome!: IntakeOutcome;

  @Field(() => Document, {
    nullable: true,
    description: duplicateWords,
  })
  duplicateOf!: Document | null;
}

/** What became of one of many files. */
@ObjectType({ simpleResolvers: true, description: "What became of one of many files." })
export class UploadResult {
  @Field(() => Int, { description: "Its place among the items, from 0." })
  index!: number;

  @Field(() => IntakeOutcome, { description: "What became of it." })
  outcome!: IntakeOutcome;

  @Field(() => Document, { nullable: true, description: "The document; null when it could not be taken." })
  document!: Document | null;

  @Field(() => Document, {
    nullable: true,
    description: duplicateWords,
  })
  duplicateOf!: Document | null;

  @Field(() => ItemError, { nullable: true, description: "Why it could not be taken; null when it was." })
  error!: ItemError | null;
}

/** What `uploadDocuments` answers. */
@ObjectType({ simpleResolvers: true, description: "What `uploadDocuments` answers." })
export class UploadDocumentsPayload {
  @Field(() => [UploadResult], { description: "One result for each item, in their order." })
  results!: UploadResult[];
}

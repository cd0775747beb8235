import { IsOptional, MaxLength } from "class-validator";
import { GraphQLJSONObject } from "graphql-scalars";
import { Field, ID, InputType } from "type-graphql";
import { DocumentStatus } from "../../entities/index.js";

/** Names one document. */
@InputType({ description: "Names one document; give exactly one of the fields." })
export class DocumentReferenceInput {
  @Field(() => ID, { nullable: true, description: "Its id." })
  id?: string;

  @Field(() => String, { nullable: true, description: "Its uuid." })
  uuid?: string;

  @Field(() => String, {
    nullable: true,
    description: "Its location in the library, with or without the folder, as the REST dialects show it.",
  })
  location?: string;

  @Field(() => String, {
    nullable: true,
    description: "A uuid or a location, else `doc-<databaseId>` or a databaseId, as the REST dialects name documents.",
  })
  reference?: string;
}

/** Narrows a list of documents. */
@InputType({ description: "Narrows a list of documents; fields are combined with AND." })
export class DocumentFilterInput {
  @Field(() => ID, { nullable: true, description: "Only documents attached to this workspace." })
  workspaceId?: string;

  @Field(() => String, { nullable: true, description: "Only documents in this folder." })
  folder?: string;

  @Field(() => String, {
    nullable: true,
    description: "Only documents in this folder, or in one whose name goes on with `/` after it.",
  })
  @IsOptional()
  @MaxLength(255)
  folderPrefix?: string;

  @Field(() => [DocumentStatus], { nullable: true, description: "Only documents in one of these states." })
  status?: DocumentStatus[];

  @Field(() => String, { nullable: true, description: "Part of the title or the name, whatever its case." })
  @IsOptional()
  @MaxLength(255)
  search?: string;

  @Field(() => String, { nullable: true, description: "Only your document of this external id." })
  @IsOptional()
  @MaxLength(500)
  externalId?: string;

  @Field(() => String, { nullable: true, description: "Only your documents whose external id begins with this." })
  @IsOptional()
  @MaxLength(500)
  externalIdPrefix?: string;

  @Field(() => ID, {
    nullable: true,
    description: "Only documents that were found directly inside this one, such as its attachments.",
  })
  parentId?: string;

  @Field(() => ID, {
    nullable: true,
    description: "Only other documents of the same owner with the same bytes as this one.",
  })
  sameContentAs?: string;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      "Only documents whose metadata holds all of this: objects may have more properties, and arrays more items.",
  })
  metadata?: Record<string, unknown>;
}

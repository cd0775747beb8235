import { IsOptional, MaxLength } from "class-validator";
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
}

/** Narrows a list of documents. */
@InputType({ description: "Narrows a list of documents; fields are combined with AND." })
export class DocumentFilterInput {
  @Field(() => ID, { nullable: true, description: "Only documents attached to this workspace." })
  workspaceId?: string;

  @Field(() => String, { nullable: true, description: "Only documents in this folder." })
  folder?: string;

  @Field(() => [DocumentStatus], { nullable: true, description: "Only documents in one of these states." })
  status?: DocumentStatus[];

  @Field(() => String, { nullable: true, description: "Part of the title or the name, whatever its case." })
  @IsOptional()
  @MaxLength(255)
  search?: string;
}

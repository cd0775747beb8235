import { ArrayMaxSize, IsOptional, Length, MaxLength } from "class-validator";
import { GraphQLJSONObject } from "graphql-scalars";
import { type FileUpload, GraphQLUpload } from "graphql-upload-ts";
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

/** What can be said about a document. */
@InputType()
export abstract class DocumentFactsInput {
  @Field(() => String, {
    nullable: true,
    description: "Folder of the library, created when it is new; default `custom-documents`.",
  })
  @IsOptional()
  @Length(1, 255)
  folder?: string;

  @Field(() => String, { nullable: true, description: "Title; default: found in the file, else its name." })
  @IsOptional()
  @Length(1, 500)
  title?: string;

  @Field(() => String, { nullable: true, description: "Who wrote it." })
  @IsOptional()
  @MaxLength(500)
  author?: string;

  @Field(() => String, { nullable: true, description: "What it is." })
  @IsOptional()
  @MaxLength(4_000)
  description?: string;

  @Field(() => String, { nullable: true, description: "Where it came from, in words." })
  @IsOptional()
  @MaxLength(2_000)
  source?: string;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: "Anything to keep with it: an object of at most 16 KiB.",
  })
  metadata?: Record<string, unknown>;

  @Field(() => [ID], { nullable: true, description: "Workspaces to attach it to at once, at most 100." })
  @IsOptional()
  @ArrayMaxSize(100)
  workspaceIds?: string[];
}

/** A file to add to the library. */
@InputType({ description: "A file to add to the library." })
export class UploadDocumentInput extends DocumentFactsInput {
  @Field(() => GraphQLUpload, { description: "The file, by the GraphQL multipart request specification." })
  file!: Promise<FileUpload>;
}

/** A text to add to the library. */
@InputType({ description: "A text to add to the library." })
export class CreateTextDocumentInput extends DocumentFactsInput {
  @Field(() => String, { description: "The text, with at least one character that is not white space." })
  text!: string;

  @Field(() => String, { description: "Title, 1 to 500 characters." })
  @Length(1, 500)
  declare title: string;
}

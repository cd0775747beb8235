import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, MaxLength } from "class-validator";
import { GraphQLJSONObject } from "graphql-scalars";
import { type FileUpload, GraphQLUpload } from "graphql-upload-ts";
import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { DocumentPriority } from "../../entities/index.js";
import { DuplicatePolicy } from "../../services/document-intake.service.js";

registerEnumType(DuplicatePolicy, {
  name: "DuplicatePolicy",
  description: "What becomes of a file whose bytes its owner has in the library already.",
  valuesConfig: {
    KEEP: { description: "Both are kept; the payload names the other one." },
    REUSE: { description: "The document that is there is taken in place of a new one, and attached where asked." },
  },
});

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

  @Field(() => DocumentPriority, { nullable: true, description: "When it is read; default NORMAL." })
  priority?: DocumentPriority;

  @Field(() => String, {
    nullable: true,
    description: "What opens its bytes, 1 to 500 characters; it is kept, encrypted, and never shown again.",
  })
  @IsOptional()
  @Length(1, 500)
  password?: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Your own name for it, 1 to 500 characters, such as its path: your document of this name is replaced, if there is one. Its chunks are found as they were until the new ones are there.",
  })
  @IsOptional()
  @Length(1, 500)
  externalId?: string;

  @Field(() => String, {
    nullable: true,
    description:
      "What you tell by whether its content changed, 1 to 200 characters, such as a hash or a version; kept with `externalId`. When your document of that name has it already, nothing is read or embedded, unless it could not be read before.",
  })
  @IsOptional()
  @Length(1, 200)
  contentHash?: string;

  @Field(() => DuplicatePolicy, {
    nullable: true,
    description: "What becomes of it when you have its bytes in the library already; default KEEP.",
  })
  duplicates?: DuplicatePolicy;

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

/** A text or file under a name of the caller's own. */
@InputType({ description: "A text or a file under a name of your own; give exactly one of `file` and `text`." })
export class UpsertDocumentInput extends DocumentFactsInput {
  @Field(() => String, { description: "Your own name for it, 1 to 500 characters, such as its path." })
  @Length(1, 500)
  declare externalId: string;

  @Field(() => GraphQLUpload, {
    nullable: true,
    description: "The file, by the GraphQL multipart request specification.",
  })
  file?: Promise<FileUpload>;

  @Field(() => String, {
    nullable: true,
    description: "The text, with at least one character that is not white space.",
  })
  text?: string;
}

/** One of many files. */
@InputType({ description: "One of many files; what is said of it goes before what is said of all." })
export class UploadItemInput extends DocumentFactsInput {
  @Field(() => GraphQLUpload, { description: "The file, by the GraphQL multipart request specification." })
  file!: Promise<FileUpload>;

  @Field(() => String, {
    nullable: true,
    description:
      "Where it stood in your folders, such as `reports/2026/may.pdf`: it comes into a folder of the library of the same path below `folder`.",
  })
  @IsOptional()
  @Length(1, 1_000)
  path?: string;
}

/** Many files for the library. */
@InputType({ description: "Many files for the library, and what holds of all of them." })
export class UploadDocumentsInput extends DocumentFactsInput {
  @Field(() => [UploadItemInput], { description: "The files, 1 to 1,000, in the order in which they are sent." })
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  items!: UploadItemInput[];
}

/** A document by the caller's own name for it, and its content. */
@InputType({ description: "A document by your own name for it, and what you tell its content by." })
export class ExternalDocumentInput {
  @Field(() => String, { description: "Your own name for it." })
  @Length(1, 500)
  externalId!: string;

  @Field(() => String, { description: "What you tell its content by now." })
  @Length(1, 200)
  contentHash!: string;
}

import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, MaxLength } from "class-validator";
import { GraphQLJSONObject } from "graphql-scalars";
import { Field, ID, InputType } from "type-graphql";

/** A new name for a folder. */
@InputType({ description: "A new name for a folder." })
export class RenameFolderInput {
  @Field(() => String, { description: "The name that it has." })
  name!: string;

  @Field(() => String, { description: "The name that it gets, 1 to 255 characters." })
  @Length(1, 255)
  newName!: string;
}

/** Where documents go. */
@InputType({ description: "Where documents go." })
export class MoveDocumentsInput {
  @Field(() => [ID], { description: "The documents, 1 to 1,000." })
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  documentIds!: string[];

  @Field(() => String, { description: "The folder, which is made when it is new; 1 to 255 characters." })
  @Length(1, 255)
  folder!: string;
}

/** What changes of a document. */
@InputType({ description: "What changes of a document: what is left out stays, and null takes a fact away." })
export class UpdateDocumentInput {
  @Field(() => ID, { description: "The document." })
  documentId!: string;

  @Field(() => String, {
    nullable: true,
    description: "Its title, 1 to 500 characters. With a new one it is read again, since it is found by its title too.",
  })
  @IsOptional()
  @Length(1, 500)
  title?: string | null;

  @Field(() => String, { nullable: true, description: "Who wrote it." })
  @IsOptional()
  @MaxLength(500)
  author?: string | null;

  @Field(() => String, { nullable: true, description: "What it is." })
  @IsOptional()
  @MaxLength(4_000)
  description?: string | null;

  @Field(() => String, { nullable: true, description: "Where it came from, in words." })
  @IsOptional()
  @MaxLength(2_000)
  source?: string | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: "What is kept with it in place of what was: an object of at most 16 KiB.",
  })
  metadata?: Record<string, unknown> | null;
}

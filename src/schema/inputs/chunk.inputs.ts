import { ArrayMaxSize, IsInt, IsOptional, Length, Max, Min } from "class-validator";
import { Field, Float, ID, InputType, Int } from "type-graphql";
import { DocumentFactsInput } from "./intake.inputs.js";

/** A chunk with its vector. */
@InputType({ description: "A chunk of a document, with the vector that stands for it." })
export class EmbeddedChunkInput {
  @Field(() => String, { description: "The passage, 1 to 100,000 characters." })
  text!: string;

  @Field(() => [Float], { description: "Its vector: as many numbers as those of the other chunks, at most 16,000." })
  embedding!: number[];

  @Field(() => Int, { nullable: true, description: "The page that it stands on, from 1." })
  page?: number;

  @Field(() => [String], { nullable: true, description: "The headings above it, outermost first, at most 20." })
  @IsOptional()
  @ArrayMaxSize(20)
  headingPath?: string[];
}

/** A document whose chunks and vectors the caller made. */
@InputType({ description: "A document whose chunks and vectors the caller made." })
export class CreateEmbeddedDocumentInput extends DocumentFactsInput {
  @Field(() => String, { description: "Title, 1 to 500 characters." })
  @Length(1, 500)
  declare title: string;

  @Field(() => String, {
    description:
      "The model that made the vectors, 1 to 200 characters. Searches find them by vectors of the same model; when the instance embeds questions with a model of this name and of as many dimensions, by questions as well.",
  })
  @Length(1, 200)
  model!: string;

  @Field(() => [EmbeddedChunkInput], { description: "Its chunks in order, 1 to 10,000." })
  @ArrayMaxSize(10_000)
  chunks!: EmbeddedChunkInput[];
}

/** How a document would be split. */
@InputType({ description: "How a document would be split; what is left out is as the instance splits." })
export class PreviewChunksInput {
  @Field(() => ID, { description: "The document." })
  documentId!: string;

  @Field(() => Int, { nullable: true, description: "The size at which a chunk ends, in tokens, 16 to 4,000." })
  @IsOptional()
  @IsInt()
  @Min(16)
  @Max(4_000)
  targetTokens?: number;

  @Field(() => Int, {
    nullable: true,
    description: "How much of a chunk the next one repeats where a text is cut, in tokens; less than `targetTokens`.",
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2_000)
  overlapTokens?: number;

  @Field(() => Int, {
    nullable: true,
    description: "What no chunk exceeds, in tokens; at least `targetTokens`. Tables and code may come near it.",
  })
  @IsOptional()
  @IsInt()
  @Min(16)
  @Max(8_000)
  maximumTokens?: number;

  @Field(() => Int, { defaultValue: 50, description: "How many chunks at most, from the first, 1 to 500." })
  @IsInt()
  @Min(1)
  @Max(500)
  first!: number;
}

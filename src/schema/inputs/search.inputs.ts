import { ArrayMaxSize, IsInt, IsOptional, Length, Max, Min } from "class-validator";
import { Field, Float, ID, InputType, Int, registerEnumType } from "type-graphql";
import { SearchMode } from "../../entities/index.js";

/** What a search returns one of. */
export const SearchGrouping = { CHUNK: "chunk", DOCUMENT: "document" } as const;
export type SearchGrouping = (typeof SearchGrouping)[keyof typeof SearchGrouping];
registerEnumType(SearchGrouping, {
  name: "SearchGrouping",
  description: "What a search returns.",
  valuesConfig: {
    CHUNK: { description: "The best chunks, whatever documents they are of." },
    DOCUMENT: { description: "The best documents, each with its best chunk." },
  },
});

/** A search of a workspace without a model. */
@InputType({ description: "A search of a workspace's documents, without a model." })
export class SearchInput {
  @Field(() => ID, { description: "The workspace." })
  workspaceId!: string;

  @Field(() => String, {
    nullable: true,
    description: "What is sought, 1 to 10,000 characters. It may be left out when `vector` is given.",
  })
  @IsOptional()
  @Length(1, 10_000)
  query?: string;

  @Field(() => [Float], {
    nullable: true,
    description:
      "A vector to search by instead of the query's own: it finds documents that came with vectors of the same model. Give `model` with it.",
  })
  @IsOptional()
  @ArrayMaxSize(16_000)
  vector?: number[];

  @Field(() => String, {
    nullable: true,
    description: "The model that made `vector`, as `createEmbeddedDocument` named it.",
  })
  @IsOptional()
  @Length(1, 200)
  model?: string;

  @Field(() => Int, { nullable: true, description: "How many hits at most, 1 to 100; default: the workspace's." })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  topN?: number;

  @Field(() => Float, { nullable: true, description: "Least similarity, 0 to 1; default: the workspace's." })
  @IsOptional()
  @Min(0)
  @Max(1)
  similarityThreshold?: number;

  @Field(() => SearchMode, { nullable: true, description: "Which retrieval stages to use; default: the workspace's." })
  mode?: SearchMode;

  @Field(() => SearchGrouping, {
    description: "Whether hits are chunks or documents.",
    defaultValue: SearchGrouping.CHUNK,
  })
  groupBy!: SearchGrouping;
}

import { Field, Float, Int, ObjectType } from "type-graphql";
import { Document, FoundBy } from "../../entities/index.js";

/** A passage that a search found. */
@ObjectType({ simpleResolvers: true, description: "A passage that a search found." })
export class SearchHit {
  chunkId!: number;

  documentId!: number;

  @Field(() => Document, { description: "The document that it stands in." })
  document!: Document;

  @Field(() => String, { description: "The passage." })
  text!: string;

  @Field(() => Int, { description: "The chunk's place in its document, from 0." })
  position!: number;

  @Field(() => Int, { nullable: true, description: "First page of the passage, from 1, for formats that have pages." })
  page!: number | null;

  @Field(() => Int, { nullable: true, description: "Last page of the passage." })
  pageEnd!: number | null;

  @Field(() => [String], { description: "The headings above the passage, outermost first." })
  headingPath!: string[];

  @Field(() => Int, { description: "Where the passage begins in the document's text, in UTF-16 code units." })
  characterStart!: number;

  @Field(() => Int, { description: "Where the passage ends in the document's text, in UTF-16 code units." })
  characterEnd!: number;

  @Field(() => Float, {
    description: "Similarity of the passage and the query, 0 to 1. Hits are in the order of relevance, not of this.",
  })
  score!: number;

  @Field(() => FoundBy, { description: "Which retrieval stage found it." })
  foundBy!: FoundBy;
}

/** What a search found. */
@ObjectType({ simpleResolvers: true, description: "What a search found." })
export class SearchPayload {
  @Field(() => [SearchHit], { description: "The hits, most relevant first." })
  hits!: SearchHit[];

  @Field(() => Float, {
    nullable: true,
    description: "The best similarity of all candidates, even of those below the threshold; null: no candidate.",
  })
  bestScore!: number | null;
}

import { GraphQLJSONObject } from "graphql-scalars";
import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { FinishReason } from "./enums.js";

/** Which retrieval stage found a chunk. */
export const FoundBy = {
  VECTOR: "vector",
  KEYWORD: "keyword",
  BOTH: "both",
  PINNED: "pinned",
  ATTACHED: "attached",
} as const;
export type FoundBy = (typeof FoundBy)[keyof typeof FoundBy];
registerEnumType(FoundBy, {
  name: "FoundBy",
  description: "Which retrieval stage found a chunk.",
  valuesConfig: {
    VECTOR: { description: "Vector search." },
    KEYWORD: { description: "Keyword search." },
    BOTH: { description: "Vector and keyword search." },
    PINNED: { description: "Its document is pinned in the workspace." },
    ATTACHED: { description: "Its document was sent along with the question." },
  },
});

/** A file sent along with a prompt, stored with the chat. */
@ObjectType({ simpleResolvers: true, description: "A file that was sent along with a prompt." })
export class Attachment {
  @Field(() => String, { description: "File name." })
  name!: string;

  @Field(() => String, { description: "Media type, such as `image/png`." })
  mime!: string;

  @Field(() => String, {
    description:
      "The bytes of an image, as a data URL; empty for a document, of which nothing but its citation is kept.",
  })
  contentString!: string;
}

/** A visitor of an embed, as the page told it. */
@ObjectType("ChatVisitor", {
  simpleResolvers: true,
  description: "A visitor of an embed, when it asked. What it is called is the page's word, and proves nothing.",
})
export class ChatVisitor {
  @Field(() => String, { nullable: true, description: "What the page calls the visitor." })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The network address that the question came from." })
  address!: string | null;

  @Field(() => String, { nullable: true, description: "The origin of the page; null: the request named none." })
  origin!: string | null;
}

/** What is kept of a cited document, as it was when the answer was given. */
@ObjectType({
  simpleResolvers: true,
  description: "A cited document, as it was when the answer was given; it may be gone by now.",
})
export class CitedDocument {
  @Field(() => String, { description: "The file name that it came with, without any path." })
  name!: string;

  @Field(() => String, { description: "The folder of the library that it stood in." })
  folder!: string;

  @Field(() => String, { nullable: true, description: "Who wrote it." })
  author!: string | null;

  @Field(() => String, { nullable: true, description: "What it is." })
  description!: string | null;

  @Field(() => String, { nullable: true, description: "Where it came from, in words." })
  source!: string | null;

  @Field(() => String, { description: "When it was added to the library, in ISO 8601." })
  createdAt!: string;

  @Field(() => Int, { nullable: true, description: "Words in its text." })
  wordCount!: number | null;

  @Field(() => Int, { nullable: true, description: "Estimated tokens in its text." })
  tokenCount!: number | null;

  @Field(() => GraphQLJSONObject, { description: "What its owner keeps with it." })
  metadata!: Readonly<Record<string, unknown>>;
}

/** A passage that an answer rests on, as it was when the answer was given. */
@ObjectType({
  simpleResolvers: true,
  description: "A passage that an answer rests on, as it was when the answer was given.",
})
export class Citation {
  @Field(() => Int, { description: "The number by which the answer refers to it, from 1: `[1]`." })
  number!: number;

  /** The document's numeric id; the document may be gone by now. Null: it was sent along with the question. */
  documentId!: number | null;

  @Field(() => String, { description: "The document's uuid." })
  documentUuid!: string;

  @Field(() => String, { description: "The document's title." })
  title!: string;

  @Field(() => String, { description: "The passage." })
  text!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the model was given only the beginning of a pinned or attached document, since it can read no more at once; null for answers from before this was told.",
  })
  truncated!: boolean | null;

  @Field(() => Int, { nullable: true, description: "First page of the passage, from 1, for formats that have pages." })
  page!: number | null;

  @Field(() => [String], { description: "The headings above the passage, outermost first." })
  headingPath!: string[];

  @Field(() => Int, { description: "Where the passage begins in the document's text, in UTF-16 code units." })
  characterStart!: number;

  @Field(() => Int, { description: "Where the passage ends in the document's text, in UTF-16 code units." })
  characterEnd!: number;

  @Field(() => Float, { description: "Similarity of the passage and the prompt, 0 to 1." })
  score!: number;

  @Field(() => FoundBy, { description: "Which retrieval stage found it." })
  foundBy!: FoundBy;

  @Field(() => CitedDocument, { description: "Facts of the document." })
  document!: CitedDocument;
}

/** What somebody thinks of an answer. */
export const ChatRating = { GOOD: "good", BAD: "bad" } as const;
export type ChatRating = (typeof ChatRating)[keyof typeof ChatRating];
registerEnumType(ChatRating, {
  name: "ChatRating",
  description: "What somebody thinks of an answer.",
  valuesConfig: {
    GOOD: { description: "It helped." },
    BAD: { description: "It did not." },
  },
});

/** What was said of an answer; kept as JSON. */
@ObjectType({ simpleResolvers: true, description: "What was said of an answer. Whoever rates it last decides." })
export class ChatFeedback {
  @Field(() => ChatRating, { description: "Whether it helped." })
  rating!: ChatRating;

  @Field(() => String, { nullable: true, description: "Why, in words." })
  comment!: string | null;

  @Field(() => String, { description: "When it was said, in ISO 8601." })
  ratedAt!: string;
}

/** What an answer cost. */
@ObjectType({ simpleResolvers: true, description: "What an answer cost." })
export class ChatMetrics {
  @Field(() => Int, { description: "Tokens of everything the model read, as it reports them, else estimated." })
  promptTokens!: number;

  @Field(() => Int, { description: "Tokens the model wrote, as it reports them, else estimated." })
  completionTokens!: number;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether some of the tokens are estimated: the model's server does not count them, and its vocabulary is not known. Null for answers from before this was told.",
  })
  estimated!: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: "Seconds from the request to the first text; null when there was none.",
  })
  timeToFirstToken!: number | null;

  @Field(() => Float, { description: "Seconds from the request to the end." })
  duration!: number;

  @Field(() => String, { description: "The model that answered." })
  model!: string;

  @Field(() => String, { description: "The vendor of the model." })
  provider!: string;

  @Field(() => FinishReason, {
    nullable: true,
    description: "Why the model ended the answer; null when it was cut short, or the model does not say.",
  })
  finishReason!: FinishReason | null;
}

import { Field, Float, Int, ObjectType } from "type-graphql";

/** The vector of a text. */
@ObjectType({ simpleResolvers: true, description: "The vector of a text." })
export class Embedding {
  @Field(() => [Float], { description: "Its components." })
  vector!: readonly number[];
}

/** What `createEmbeddings` answers. */
@ObjectType({ simpleResolvers: true, description: "What `createEmbeddings` answers." })
export class CreateEmbeddingsPayload {
  @Field(() => [Embedding], { description: "One for each text, in order." })
  embeddings!: Embedding[];

  @Field(() => String, { description: "Who made them." })
  provider!: string;

  @Field(() => String, { description: "The model that made them." })
  model!: string;

  @Field(() => Int, { description: "How many components each has." })
  dimensions!: number;

  @Field(() => Int, {
    description: "How many tokens the texts have; estimated where the model's tokens are not known.",
  })
  tokenCount!: number;
}

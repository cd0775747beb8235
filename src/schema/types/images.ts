import { Field, ObjectType } from "type-graphql";

/** An image that a model made. */
@ObjectType({ simpleResolvers: true, description: "An image that a model made." })
export class GeneratedImage {
  @Field(() => String, { description: "Its bytes in base64." })
  base64!: string;

  @Field(() => String, { description: "Its media type, such as `image/png`." })
  mimeType!: string;

  @Field(() => String, { nullable: true, description: "The prompt as the model understood it, where it tells." })
  revisedPrompt!: string | null;
}

/** What `generateImages` answers. */
@ObjectType({ simpleResolvers: true, description: "What `generateImages` answers." })
export class GenerateImagesPayload {
  @Field(() => [GeneratedImage], { description: "The images." })
  images!: GeneratedImage[];

  @Field(() => String, { description: "The model that made them." })
  model!: string;
}

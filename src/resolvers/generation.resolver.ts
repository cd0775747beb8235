import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../schema/context.js";
import { CreateEmbeddingsInput } from "../schema/inputs/embedding.inputs.js";
import { GenerateImagesInput } from "../schema/inputs/image.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { CreateEmbeddingsPayload, Embedding } from "../schema/types/embeddings.js";
import { GenerateImagesPayload } from "../schema/types/images.js";
import { openUpload } from "../schema/uploads.js";

/** What the instance's models make for whoever asks, and nobody keeps. */
@Resolver(() => Embedding)
export class GenerationResolver {
  @Permission("converse")
  @Mutation(() => CreateEmbeddingsPayload, {
    description:
      "Embeds texts with the instance's embedding model, as documents are embedded. Nothing is stored; the model's server may cost money.",
  })
  async createEmbeddings(
    @Ctx() context: Context,
    @Arg("input", () => CreateEmbeddingsInput, { description: "The texts." }) input: CreateEmbeddingsInput,
  ): Promise<CreateEmbeddingsPayload> {
    const { texts, dimensions } = withoutNulls(input);
    const { vectors, ...facts } = await context.services.embeddings.create(texts, dimensions);
    return { ...facts, embeddings: vectors.map((vector) => ({ vector })) };
  }

  @FieldResolver(() => String, {
    description:
      "The components as 32-bit floats, little-endian, in base64: a third of the size, and as exact as documents' are stored.",
  })
  base64(@Root() { vector }: Embedding): string {
    const bytes = Buffer.alloc(vector.length * Float32Array.BYTES_PER_ELEMENT);
    vector.forEach((component, index) => bytes.writeFloatLE(component, index * Float32Array.BYTES_PER_ELEMENT));
    return bytes.toString("base64");
  }

  @Permission("converse")
  @Mutation(() => GenerateImagesPayload, {
    description:
      "Makes images from a prompt with the instance's image model, and from other images where some are given. Nothing is stored; the model's server may cost money.",
  })
  async generateImages(
    @Ctx() context: Context,
    @Arg("input", () => GenerateImagesInput, { description: "What is wanted." }) input: GenerateImagesInput,
  ): Promise<GenerateImagesPayload> {
    const { prompt, count, size, references } = withoutNulls(input);
    const { model, images } = await context.services.images.generate({
      prompt,
      count,
      size: size ?? null,
      references: (references ?? []).map((upload) => () => openUpload(upload)),
    });
    return { model, images: images.map(({ bytes, ...facts }) => ({ ...facts, base64: bytes.toString("base64") })) };
  }
}

import { z } from "zod";
import { CreateEmbeddingsOperation, type CreateEmbeddingsMutation } from "../../../generated/operations.js";
import { ValidationError } from "../../../errors/index.js";
import { json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { given, numeric } from "../../routing/values.js";
import { openaiError } from "../errors.js";
import { textsOf } from "../tokens.js";
import { refused } from "./responses.js";

const token = z.number().int().min(0).max(200_000);
const embeddable = z.union(
  [
    z.string(),
    z.array(z.string()).min(1),
    z.array(token).min(1).max(50_000),
    z.array(z.array(token).min(1).max(50_000)).min(1).max(2_048),
  ],
  { error: "must be a text, a list of texts, or such texts as tokens of cl100k_base" },
);

const embeddingsBody = z.looseObject({
  input: embeddable.nullish().describe("The texts; as tokens they are decoded by cl100k_base."),
  inputs: embeddable.nullish().describe("The same, as older AnythingLLM servers call it."),
  model: z.string().nullish().describe("Ignored: the instance has one embedding model, which the answer names."),
  encoding_format: z.enum(["float", "base64"]).nullish(),
  dimensions: numeric(z.number().int().min(1)).nullish().describe("Refused unless the model's vectors have so many."),
});

const embeddings = z.looseObject({
  object: z.literal("list"),
  data: z.array(
    z.object({
      object: z.literal("embedding"),
      embedding: z.union([z.array(z.number()), z.string()]),
      index: z.number(),
    }),
  ),
  model: z.string(),
  usage: z.object({ prompt_tokens: z.number(), total_tokens: z.number() }),
});

/** Vectors of texts by the instance's embedding model. */
export const embeddingsRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/embeddings",
    summary: "Embed texts with the instance's embedding model",
    description:
      "Up to 2,048 texts, each of 50,000 characters and of 2,000,000 together. " +
      "`encoding_format` `base64` gives the vectors as 32-bit floats, little-endian; `float`, the default, as numbers.",
    tags: ["OpenAI Compatible Endpoints"],
    body: embeddingsBody,
    bodyExample: { input: ["This is my first string to embed", "This is my second string to embed"], model: null },
    responses: {
      200: { description: "The vectors, in the order of the texts.", schema: embeddings },
      400: refused("There is no text, or a field is not valid."),
      403: refused("There is no valid API key."),
      502: refused("The embedding model failed."),
      504: refused("The embedding model took too long."),
    },
    errors: openaiError,
    fieldNames: { texts: "input" },
    handle: async ({ client, body }) => {
      const asBase64 = body.encoding_format === "base64";
      const texts = body.input ?? body.inputs;
      if (texts === undefined || texts === null) throw new ValidationError("must be given", { field: "input" });
      const input = { texts: await listOf(texts), ...given({ dimensions: body.dimensions }) };
      const { createEmbeddings } = await client.execute(CreateEmbeddingsOperation, { input, asBase64 });
      return json(presentEmbeddings(createEmbeddings));
    },
  }),
];

/** The texts of an input in any of its forms. */
async function listOf(input: z.output<typeof embeddable>): Promise<readonly string[]> {
  if (typeof input === "string") return [input];
  if (isListOf(input, "string")) return input;
  return textsOf(isListOf(input, "number") ? [input] : input);
}

function isListOf(list: z.output<typeof embeddable>, type: "string"): list is string[];
function isListOf(list: z.output<typeof embeddable>, type: "number"): list is number[];
function isListOf(list: z.output<typeof embeddable>, type: string): boolean {
  return typeof list[0] === type;
}

function presentEmbeddings({ embeddings: made, model, tokenCount }: CreateEmbeddingsMutation["createEmbeddings"]) {
  const data = made.map(({ vector, base64 }, index) => ({ object: "embedding", embedding: base64 ?? vector, index }));
  return { object: "list", data, model, usage: { prompt_tokens: tokenCount, total_tokens: tokenCount } };
}

import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { z } from "zod";
import { GenerateImagesOperation, type GenerateImagesMutation } from "../../../generated/operations.js";
import { ValidationError } from "../../../errors/index.js";
import { type Answer, type ErrorShape, json, stream } from "../../routing/answer.js";
import { uploadOf } from "../../routing/multipart.js";
import { type DocumentedResponse, type Route, route, type RouteRequest } from "../../routing/route.js";
import { given, numeric } from "../../routing/values.js";
import { errorBody } from "../errors.js";
import { refuseUnsupported } from "../parameters.js";
import { refused } from "./responses.js";

const mostReferences = 16;

const imagesBody = z.looseObject({
  prompt: z.string({ error: "A prompt is required." }).trim().min(1, "A prompt is required."),
  n: numeric(z.number().int().min(1).max(10)).nullish().describe("How many images."),
  size: z.string().nullish().describe("Such as `1024x1024`; default: the model's."),
  response_format: z
    .enum(["b64_json", "url", "blob"])
    .nullish()
    .describe("`url` gives data URLs; `blob` the first image's bytes alone."),
  model: z.string().nullish().describe("Ignored: the instance has one image model."),
});

type Images = GenerateImagesMutation["generateImages"]["images"];
type Request = RouteRequest<unknown, unknown, z.output<typeof imagesBody>>;

const failure = z.looseObject({
  success: z.literal(false),
  error: z.string(),
  message: z.string(),
  type: z.string(),
  param: z.string().nullable(),
  code: z.string().nullable(),
});
const failed = (description: string): DocumentedResponse => ({ description, schema: failure });

/** AnythingLLM says what went wrong as text here; what OpenAI's clients look for stands beside it. */
const imagesError: ErrorShape = (fault) => {
  const { error } = errorBody(fault);
  const told = fault.code === "IMAGE_PROVIDER_MISSING" ? noProvider : error.message;
  return json({ success: false, error: told, ...error, message: told }, fault.status);
};
const noProvider = "No valid image generation provider was set. Got: undefined";

const shared = {
  method: "POST",
  tags: ["OpenAI Compatible Endpoints"],
  body: imagesBody,
  bodyExample: { prompt: "A heron among reeds", size: "1024x1024", response_format: "b64_json" },
  responses: {
    200: {
      description: "The images; with `response_format` `blob` the bytes of one, as its own media type.",
      schema: z.object({
        created: z.number(),
        data: z.array(z.looseObject({ b64_json: z.string().optional(), url: z.string().optional() })),
      }),
    },
    400: failed("There is no prompt, or a field is not valid."),
    403: refused("There is no valid API key."),
    413: failed("The images to start from are too large."),
    500: failed("The instance has no image model."),
    502: failed("The image model failed."),
    504: failed("The image model took too long."),
  },
  errors: imagesError,
  statuses: { unavailable: 500 },
  fieldNames: { count: "n", references: "image_references" },
} as const;

/** Images by the instance's image model. */
export const imagesRoutes: readonly Route[] = [
  route({
    ...shared,
    path: "/images/generations",
    summary: "Make images from a prompt, and from other images where some are sent",
    description: "JSON, or a form with up to 16 images to start from as `image_references`.",
    files: { fields: ["image_references"], most: mostReferences },
    handle: (request) => draw(request),
  }),
  route({
    ...shared,
    path: "/images/edits",
    summary: "Make images from other images, in OpenAI's format",
    description: "A form with up to 16 images as `image` or `image[]`. Masks are not supported.",
    files: { fields: ["image", "image[]"], most: mostReferences },
    fieldNames: { count: "n", references: "image" },
    handle: (request) => {
      if (request.files.length === 0) throw new ValidationError("An image is required.", { field: "image" });
      return draw(request);
    },
  }),
];

async function draw({ client, body, files }: Request): Promise<Answer> {
  refuseUnsupported("images", body);
  const input = {
    prompt: body.prompt,
    count: body.n ?? 1,
    references: files.map((file) => uploadOf(file)),
    ...given({ size: body.size }),
  };
  const { images } = (await client.execute(GenerateImagesOperation, { input })).generateImages;
  if (body.response_format !== "blob") return json(presentImages(images, body.response_format === "url"));

  const [first] = images;
  if (first === undefined) throw new Error("The schema gives at least one image.");
  const name = `img-${randomUUID()}.${first.mimeType.replace(/^image\//, "")}`;
  const bytes = Buffer.from(first.base64, "base64");
  const answer = stream(Readable.from([bytes]), first.mimeType);
  return { ...answer, headers: { ...answer.headers, "content-disposition": `inline; filename="${name}"` } };
}

function presentImages(images: Images, asUrl: boolean) {
  return {
    created: Math.floor(Date.now() / 1_000),
    data: images.map(({ base64, mimeType, revisedPrompt }) => ({
      ...(asUrl ? { url: `data:${mimeType};base64,${base64}` } : { b64_json: base64 }),
      ...(revisedPrompt === null ? {} : { revised_prompt: revisedPrompt }),
    })),
  };
}

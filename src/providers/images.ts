import { fileTypeFromBuffer } from "file-type";
import type { Settings } from "../config/index.js";
import { DocentError, ValidationError } from "../errors/index.js";
import { openAiClient } from "./openai-client.js";
import { toUpstreamError, UpstreamError } from "./upstream-errors.js";

/** What an image model is asked for. */
export interface ImageOrder {
  readonly prompt: string;
  /** How many images. */
  readonly count: number;
  /** `<width>x<height>` in pixels, or `auto`; null: as the server likes. */
  readonly size: string | null;
  /** Images to start from; none: the prompt alone. */
  readonly references: readonly ReferenceImage[];
}

/** An image that others are made from. */
export interface ReferenceImage {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** An image that a model made. */
export interface MadeImage {
  readonly bytes: Buffer;
  /** By its content: `image/png`, `image/jpeg` and the like. */
  readonly mimeType: string;
  /** The prompt as the model understood it, where the server tells. */
  readonly revisedPrompt: string | null;
}

/** The instance has no image model. */
export class NoImageModelError extends DocentError {
  constructor() {
    super("unavailable", "IMAGE_PROVIDER_MISSING", "Nobody makes images here: the setting `imageProvider` is `none`.");
  }
}

type ImageSettings = Pick<Settings, "IMAGE_PROVIDER" | "IMAGE_MODEL" | "IMAGE_BASE_URL" | "IMAGE_API_KEY">;

/** The instance's model that makes images: OpenAI's, or any server's that speaks its images. */
export class ImageModel {
  /** @param settings Looked at whenever an image is wanted. */
  constructor(private readonly settings: ImageSettings) {}

  /**
   * Its provider's name for it.
   * @throws NoImageModelError
   */
  get name(): string {
    const { IMAGE_PROVIDER: provider, IMAGE_MODEL: model } = this.settings;
    if (provider === "none" || model === undefined) throw new NoImageModelError();
    return model;
  }

  /**
   * Makes images. The server is asked once: each attempt is paid for.
   * @throws NoImageModelError, UpstreamError, UpstreamTimeoutError; ValidationError for a reference that is no image
   */
  async make(order: ImageOrder): Promise<MadeImage[]> {
    const model = this.name;
    const answer = await this.ask(model, order).catch((error: unknown) => {
      throw toUpstreamError(error);
    });
    const images = imagesIn(answer);
    if (images.length === 0) throw noImage();
    return Promise.all(images.map(readImage));
  }

  private async ask(model: string, { prompt, count, size, references }: ImageOrder): Promise<unknown> {
    const client = await this.client();
    const shared = {
      model,
      prompt,
      n: count,
      ...(size === null ? {} : { size }),
      // Models of this family send bytes always, and refuse to be asked for them.
      ...(/^(chat)?gpt-image/i.test(model) ? {} : { response_format: "b64_json" as const }),
    };
    if (references.length === 0) return client.images.generate(shared);
    const files = await Promise.all(references.map(fileOf));
    const [first, ...others] = files;
    // Servers that take one image alone know it by the name without brackets.
    return client.images.edit({ ...shared, image: first !== undefined && others.length === 0 ? first : files });
  }

  private client() {
    return openAiClient(this.settings.IMAGE_BASE_URL, this.settings.IMAGE_API_KEY);
  }
}

function noImage(): UpstreamError {
  return new UpstreamError("UPSTREAM_ERROR", "The image server answered something that is no image.");
}

/** The images of an answer, which some servers send under a media type that is not JSON's. */
function imagesIn(answer: unknown): readonly unknown[] {
  const value = typeof answer === "string" ? parsed(answer) : answer;
  return typeof value === "object" && value !== null && "data" in value && Array.isArray(value.data) ? value.data : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw noImage();
  }
}

async function readImage(image: unknown): Promise<MadeImage> {
  if (typeof image !== "object" || image === null) throw noImage();
  const encoded = textIn(image, "b64_json") ?? /^data:[^,]*;base64,(.*)$/s.exec(textIn(image, "url") ?? "")?.[1];
  if (encoded === undefined || encoded === null) {
    throw new UpstreamError("UPSTREAM_ERROR", "The image server answered an address in place of an image.");
  }
  const bytes = Buffer.from(encoded, "base64");
  const mimeType = await imageTypeOf(bytes);
  if (mimeType === null) throw noImage();
  return { bytes, mimeType, revisedPrompt: textIn(image, "revised_prompt") };
}

/** The media type of an image, by its first bytes; null: it is none. */
async function imageTypeOf(bytes: Uint8Array): Promise<string | null> {
  const type = await fileTypeFromBuffer(bytes);
  return type?.mime.startsWith("image/") === true ? type.mime : null;
}

async function fileOf({ name, bytes }: ReferenceImage): Promise<File> {
  const type = await imageTypeOf(bytes);
  if (type === null) throw new ValidationError(`${name} is no image`, { field: "references" });
  return new File([bytes], name, { type });
}

function textIn(value: object, name: string): string | null {
  const text: unknown = Reflect.get(value, name);
  return typeof text === "string" && text !== "" ? text : null;
}

import { DocentError } from "../../errors/index.js";

type Neutral = (value: unknown) => boolean;
type Unsupported = Readonly<Record<string, Neutral>>;

const never: Neutral = () => false;
const oneOf =
  (...values: readonly unknown[]): Neutral =>
  (value) =>
    values.includes(value);
const empty: Neutral = (value) => typeof value === "object" && value !== null && Object.keys(value).length === 0;
const textFormat: Neutral = (value) =>
  typeof value === "object" && value !== null && "type" in value && value.type === "text";
const textOnly: Neutral = (value) => Array.isArray(value) && value.every((modality) => modality === "text");

/**
 * Parameters of OpenAI's chat completions that a workspace cannot honour, each with the values that ask for nothing. null always does.
 * Hints without an effect on the answer (`user`, `prompt_cache_key` ...) are not among them: they are ignored.
 */
const ofCompletions: Unsupported = {
  tools: empty,
  tool_choice: oneOf("none", "auto"),
  functions: empty,
  function_call: oneOf("none", "auto"),
  n: oneOf(1),
  top_p: oneOf(1),
  frequency_penalty: oneOf(0),
  presence_penalty: oneOf(0),
  logit_bias: empty,
  logprobs: oneOf(false),
  top_logprobs: oneOf(0),
  seed: never,
  response_format: textFormat,
  modalities: textOnly,
  audio: never,
  prediction: never,
  store: oneOf(false),
  reasoning_effort: never,
  verbosity: oneOf("medium"),
  web_search_options: never,
};

/** The request asks for something that would not happen. The code is OpenAI's. */
class UnsupportedParameterError extends DocentError {
  constructor(name: string) {
    super("invalid", "UNSUPPORTED_PARAMETER", `'${name}' is not supported: leave it out.`, { field: name });
  }
}

/** The same of images: how an image is drawn and encoded is the model's affair. */
const ofImages: Unsupported = {
  quality: oneOf("auto", "standard"),
  style: never,
  background: oneOf("auto", "opaque"),
  moderation: oneOf("auto"),
  output_format: oneOf("png"),
  output_compression: oneOf(100),
  input_fidelity: oneOf("low"),
  stream: oneOf(false, "false"),
  partial_images: oneOf(0),
  mask: never,
};

const tables = { completions: ofCompletions, images: ofImages } as const;

/** @throws DocentError naming the first parameter that asks for something that would not happen. */
export function refuseUnsupported(endpoint: keyof typeof tables, body: Readonly<Record<string, unknown>>): void {
  for (const [name, isNeutral] of Object.entries(tables[endpoint])) {
    const value = body[name];
    if (value === undefined || value === null || isNeutral(value)) continue;
    throw new UnsupportedParameterError(name);
  }
}

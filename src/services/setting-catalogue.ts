import { z } from "zod";
import {
  embeddingProviders,
  hasUserInfo,
  imageProviders,
  llmProviders,
  type Settings,
  transcriptionProviders,
} from "../config/settings.js";
import { limitCatalogue, type LimitSetting, standardLimits } from "../limits/limit-catalogue.js";

/** One setting that administrators may change while the instance runs. */
export interface SettingDefinition<Value = unknown> {
  /** What it may be, null included where that has a meaning. */
  readonly rule: z.ZodType<Value>;
  readonly standard: Value;
  readonly description: string;
  /** The environment variable that gives its value until it is changed here. */
  readonly environment: keyof Settings | null;
  /** A secret is stored encrypted, and never shown. */
  readonly isSecret: boolean;
}

type Options = Partial<Pick<SettingDefinition, "environment" | "isSecret">>;

function setting<Value>(
  rule: z.ZodType<Value>,
  standard: NoInfer<Value>,
  description: string,
  { environment = null, isSecret = false }: Options = {},
): SettingDefinition<Value> {
  return { rule, standard, description, environment, isSecret };
}

const flag = z.boolean({ error: "must be true or false" });
const whole = (minimum: number, maximum: number) =>
  z
    .int({ error: "must be a whole number" })
    .min(minimum, `must be at least ${minimum}`)
    .max(maximum, `must be at most ${maximum}`);
const text = z
  .string({ error: "must be a text" })
  .min(1, "must not be empty")
  .max(1_000, "is too long")
  .refine((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), "must not contain control characters");
const oneOf = <Name extends string>(names: readonly Name[]) =>
  z.enum(names, { error: `must be one of ${names.join(", ")}` });
const url = (form: RegExp, like: string) =>
  z
    .string({ error: `must look like ${like}` })
    .max(1_000, "is too long")
    .refine((value) => form.test(value) && value.isWellFormed() && URL.canParse(value), `must look like ${like}`);
const httpUrl = url(/^https?:\/\/[^\s\p{Cc}]+$/iu, "https://example.com").refine(
  (value) => !hasUserInfo(value),
  "must not contain a user or password",
);

const limits = Object.fromEntries(
  Object.values(limitCatalogue).map(({ setting: name, meaning, seconds }) => [
    name,
    setting(
      whole(1, 1_000_000_000).nullable(),
      standardLimits[name],
      `How many within ${seconds} s; null: no limit. ${meaning}`,
    ),
  ]),
) as Readonly<Record<LimitSetting, SettingDefinition<number | null>>>;

/** Every setting that can be changed while the instance runs, by name. docs/settings.md lists them. */
export const settingCatalogue = {
  registrationOpen: setting(flag, false, "Whether everybody may make an account, with the DEFAULT role."),
  simpleSsoEnabled: setting(flag, true, "Whether administrators may issue single sign-on tokens."),
  passwordMinimumLength: setting(whole(8, 64), 8, "How many characters a new password has at least."),
  passwordRequireLowercase: setting(flag, false, "Whether a new password needs a lower-case letter."),
  passwordRequireUppercase: setting(flag, false, "Whether a new password needs an upper-case letter."),
  passwordRequireDigit: setting(flag, false, "Whether a new password needs a digit."),
  passwordRequireSymbol: setting(flag, false, "Whether a new password needs a symbol."),
  dailyMessageLimit: setting(
    whole(0, 1_000_000).nullable(),
    null,
    "How many questions a user with the DEFAULT role may ask in 24 hours, unless the user has a limit; null: any number.",
  ),
  supportEmail: setting(
    z.email({ error: "must be an email address" }).max(254, "is too long").nullable(),
    null,
    "Where users find help.",
  ),
  publicUrl: setting(httpUrl.nullable(), null, "Where people reach the instance; messages name it."),
  mailUrl: setting(
    url(/^smtps?:\/\/[^\s\p{Cc}]+$/iu, "smtp://user:password@host:port").nullable(),
    null,
    "The server that takes messages to users; null: none are sent.",
    { isSecret: true },
  ),
  mailFrom: setting(text.nullable(), null, "Whom messages come from; null: none are sent."),
  eventRetentionDays: setting(
    whole(1, 36_500).nullable(),
    365,
    "After how many days events are removed; null: they stay for ever.",
  ),
  watchMinimumSeconds: setting(
    whole(60, 31_536_000),
    3_600,
    "How many seconds lie at least between two looks at the source of a watched document.",
  ),
  ...limits,
  chatProvider: setting(oneOf(llmProviders), "builtin", "Who answers.", { environment: "LLM_PROVIDER" }),
  chatModel: setting(text.nullable(), null, "The chat model, by its provider's name.", { environment: "LLM_MODEL" }),
  chatBaseUrl: setting(httpUrl.nullable(), null, "Where the provider is; null: at its own address.", {
    environment: "LLM_BASE_URL",
  }),
  chatApiKey: setting(text.nullable(), null, "The provider's key.", { environment: "LLM_API_KEY", isSecret: true }),
  chatContextWindow: setting(whole(512, 10_000_000), 8_192, "How many tokens the chat model reads at once.", {
    environment: "LLM_CONTEXT_WINDOW",
  }),
  chatTimeoutSeconds: setting(whole(1, 86_400), 120, "How long the chat model may be silent.", {
    environment: "LLM_TIMEOUT_SECONDS",
  }),
  chatStreaming: setting(
    flag,
    true,
    "Whether the provider sends answers piece by piece; one that refuses to is asked for whole answers by itself.",
    { environment: "LLM_STREAMING" },
  ),
  openaiApiKey: setting(text.nullable(), null, "OpenAI's key for workspaces that name it, beside another provider.", {
    isSecret: true,
  }),
  anthropicApiKey: setting(
    text.nullable(),
    null,
    "Anthropic's key for workspaces that name it, beside another provider.",
    { isSecret: true },
  ),
  compatibleBaseUrl: setting(
    httpUrl.nullable(),
    null,
    "Where workspaces find the provider openai-compatible, beside another one.",
  ),
  compatibleApiKey: setting(text.nullable(), null, "The key that belongs to compatibleBaseUrl.", { isSecret: true }),
  ollamaBaseUrl: setting(
    httpUrl.nullable(),
    null,
    "Where workspaces find the provider ollama, beside another one; null: on this machine.",
  ),
  embeddingProvider: setting(
    oneOf(embeddingProviders),
    "builtin",
    "Who embeds documents and questions. After a change the documents that are there are embedded again, by and by; until then they are found by their words alone.",
    { environment: "EMBEDDING_PROVIDER" },
  ),
  embeddingModel: setting(text.nullable(), null, "The embedding model, by its provider's name.", {
    environment: "EMBEDDING_MODEL",
  }),
  embeddingBaseUrl: setting(httpUrl.nullable(), null, "Where that provider is; null: at its own address.", {
    environment: "EMBEDDING_BASE_URL",
  }),
  embeddingApiKey: setting(text.nullable(), null, "That provider's key.", {
    environment: "EMBEDDING_API_KEY",
    isSecret: true,
  }),
  embeddingBatchSize: setting(whole(1, 2_048), 64, "How many texts are sent to the embedding model at once.", {
    environment: "EMBEDDING_BATCH_SIZE",
  }),
  chunkTargetTokens: setting(
    whole(32, 4_000),
    240,
    "The size at which a chunk of a document ends, in tokens of the embedding model. After a change the documents that are there are split again, by and by.",
  ),
  chunkOverlapTokens: setting(
    whole(0, 1_000),
    32,
    "How much of a chunk the next one repeats where a text had to be cut, in tokens; less than chunkTargetTokens.",
  ),
  transcriptionProvider: setting(
    oneOf(transcriptionProviders),
    "none",
    "Who writes down the speech of sound files; none: sound files are refused.",
    { environment: "TRANSCRIPTION_PROVIDER" },
  ),
  transcriptionModel: setting(text.nullable(), null, "The transcription model, by its provider's name.", {
    environment: "TRANSCRIPTION_MODEL",
  }),
  transcriptionBaseUrl: setting(httpUrl.nullable(), null, "Where that provider is; null: at its own address.", {
    environment: "TRANSCRIPTION_BASE_URL",
  }),
  transcriptionApiKey: setting(text.nullable(), null, "That provider's key.", {
    environment: "TRANSCRIPTION_API_KEY",
    isSecret: true,
  }),
  imageProvider: setting(oneOf(imageProviders), "none", "Who makes images; none: nobody does.", {
    environment: "IMAGE_PROVIDER",
  }),
  imageModel: setting(text.nullable(), null, "The image model, by its provider's name.", {
    environment: "IMAGE_MODEL",
  }),
  imageBaseUrl: setting(httpUrl.nullable(), null, "Where that provider is; null: at its own address.", {
    environment: "IMAGE_BASE_URL",
  }),
  imageApiKey: setting(text.nullable(), null, "That provider's key.", { environment: "IMAGE_API_KEY", isSecret: true }),
} as const satisfies Readonly<Record<string, SettingDefinition>>;

type Catalogue = typeof settingCatalogue;

/** The name of a setting. */
export type SettingName = keyof Catalogue;

/** The settings with the types of their values. */
export type SettingValues = {
  readonly [Name in SettingName]: Catalogue[Name] extends SettingDefinition<infer Value> ? Value : never;
};

/** The names in the order in which they are shown. */
export const settingNames = Object.keys(settingCatalogue) as SettingName[];

/** Whether a text names a setting. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingCatalogue, name);
}

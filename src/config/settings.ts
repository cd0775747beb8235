import { isIP } from "node:net";
import { z } from "zod";

const flag = z.stringbool({ truthy: ["true", "1", "yes", "on"], falsy: ["false", "0", "no", "off"] });
const wholeNumber = z.coerce.number({ error: "must be a number" }).int("must be a whole number");
const port = wholeNumber.min(0, "must be at least 0").max(65_535, "must be at most 65535");
const positiveInteger = wholeNumber.positive("must be more than 0");
const commaSeparated = z.string().transform((value) =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, "must look like postgres://user:password@host:5432/name");
const redisUrl = z.string().regex(/^rediss?:\/\/\S+$/, "must look like redis://host:6379");
/** Whether a URL names a user or a password. Settings show addresses, so that secrets have no place in them. */
export function hasUserInfo(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username !== "" || password !== "";
}

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https URL" })
  .refine((value) => !hasUserInfo(value), "must not contain a user or password");

/** The vendors of chat models; see docs/providers.md. */
export const llmProviders = ["builtin", "openai", "openai-compatible", "anthropic", "ollama"] as const;
/** The vendors of embedding models; see docs/providers.md. */
export const embeddingProviders = ["builtin", "openai", "openai-compatible", "ollama"] as const;
/** The vendors of models that write down speech; see docs/providers.md. */
export const transcriptionProviders = ["none", "openai", "openai-compatible"] as const;
/** The vendors of models that make images; see docs/providers.md. */
export const imageProviders = ["none", "openai", "openai-compatible"] as const;

/** Names of tesseract's languages become an argument of a program: no name begins with a dash or leads elsewhere. */
const languageNames = commaSeparated.refine(
  (names) => names.length > 0 && names.every((name) => /^[a-z][\w-]*$/i.test(name)),
  "must be names of languages as tesseract has them, separated by commas, such as eng,deu",
);

/** Names of objects begin with it; a slash stands between. */
const objectPrefix = z
  .string()
  .regex(/^[\w!.*'()-]+(\/[\w!.*'()-]+)*\/?$/, "must be names joined by slashes, of letters, digits and !-_.*'()")
  .max(512, "must have at most 512 characters")
  .transform((prefix) => (prefix.endsWith("/") ? prefix : `${prefix}/`));

/** Hosts, addresses and ranges of addresses, each with or without a port; who fetches from the web knows their forms. */
const allowedHosts = commaSeparated.refine(
  (entries) => entries.every(isAllowedHost),
  "must be hosts, addresses or ranges, separated by commas, such as wiki.example.com:8090, 10.1.0.0/16 or [fd00::/8]",
);

function isAllowedHost(entry: string): boolean {
  const match = /^(?:\[([\da-f:.]+)(?:\/(\d{1,3}))?\]|([a-z\d.-]+)(?:\/(\d{1,2}))?)(?::(\d{1,5}))?$/i.exec(entry);
  if (match === null) return false;
  const [, six, sixBits = "128", host = "", bits, portDigits = "1"] = match;
  const isPort = Number(portDigits) >= 1 && Number(portDigits) <= 65_535;
  if (six !== undefined) return isPort && isIP(six) === 6 && Number(sixBits) <= 128;
  // What ends in a number is an address (URL standard, "ends in a number"); a name has no range.
  if (/(?:^|\.)\d+\.?$/.test(host)) return isPort && isIP(host) === 4 && Number(bits ?? 32) <= 32;
  return isPort && bits === undefined;
}

/** One entry for each environment variable that Docent reads: its rule and its default. */
const environmentSchema = z.object({
  PORT: port.default(3001),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: positiveInteger.max(500).default(10),
  REDIS_URL: redisUrl.optional(),
  SECRET_KEY: z.string().min(32, "must have at least 32 characters").max(1_000).optional(),
  ADMIN_API_KEY: z.string().min(16, "must have at least 16 characters").max(200).optional(),
  STORAGE: z.enum(["local", "s3"]).default("local"),
  S3_ENDPOINT: httpUrl.optional(),
  S3_REGION: z.string().min(1).default("us-east-1"),
  S3_BUCKET: z.string().min(1).optional(),
  S3_PREFIX: objectPrefix.default(""),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_FORCE_PATH_STYLE: flag.optional(),
  LLM_PROVIDER: z.enum(llmProviders).default("builtin"),
  LLM_MODEL: z.string().min(1).optional(),
  LLM_BASE_URL: httpUrl.optional(),
  LLM_API_KEY: z.string().min(1).optional(),
  LLM_CONTEXT_WINDOW: positiveInteger.default(8_192),
  LLM_TIMEOUT_SECONDS: positiveInteger.max(86_400).default(120),
  LLM_STREAMING: flag.default(true),
  EMBEDDING_PROVIDER: z.enum(embeddingProviders).default("builtin"),
  EMBEDDING_MODEL: z.string().min(1).optional(),
  EMBEDDING_BASE_URL: httpUrl.optional(),
  EMBEDDING_API_KEY: z.string().min(1).optional(),
  EMBEDDING_BATCH_SIZE: positiveInteger.max(2_048).default(64),
  TRANSCRIPTION_PROVIDER: z.enum(transcriptionProviders).default("none"),
  TRANSCRIPTION_MODEL: z.string().min(1).optional(),
  TRANSCRIPTION_BASE_URL: httpUrl.optional(),
  TRANSCRIPTION_API_KEY: z.string().min(1).optional(),
  IMAGE_PROVIDER: z.enum(imageProviders).default("none"),
  IMAGE_MODEL: z.string().min(1).optional(),
  IMAGE_BASE_URL: httpUrl.optional(),
  IMAGE_API_KEY: z.string().min(1).optional(),
  OCR_TESSERACT_PATH: z.string().min(1).optional(),
  OCR_LANGUAGES: languageNames.optional(),
  RATE_LIMITS: z.enum(["on", "off"]).default("on"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  MAX_UPLOAD_BYTES: positiveInteger.default(104_857_600),
  MAX_BODY_BYTES: positiveInteger.default(16_777_216),
  CORS_ORIGINS: commaSeparated.default(["*"]),
  EMBED_REQUIRE_ALLOWLIST: flag.default(false),
  WORKSPACE_DELETION_PROTECTION: flag.default(false),
  TRUST_PROXY: z.union([flag, commaSeparated]).default(false),
  FETCH_ALLOWED_HOSTS: allowedHosts.default([]),
  CRAWL_DELAY_MILLISECONDS: wholeNumber.min(0, "must be at least 0").max(60_000).default(500),
  INGEST_CONCURRENCY: positiveInteger.max(64).default(2),
  INGEST_TIMEOUT_SECONDS: positiveInteger.default(300),
  INGEST_MEMORY_BYTES: positiveInteger.default(1_073_741_824),
  MAX_RUNNING_CHATS: positiveInteger.default(256),
  SHUTDOWN_SECONDS: positiveInteger.default(20),
});

/** Every setting of the instance, validated and with its default filled in. */
export type Settings = Readonly<z.output<typeof environmentSchema>>;
/** The names of the environment variables that Docent reads. */
export const settingNames: readonly string[] = Object.keys(environmentSchema.shape);

/** The settings have faults; the message lists all of them, one a line. */
export class SettingsError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `The settings have ${faults.length} fault${faults.length === 1 ? "" : "s"}:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
    this.name = "SettingsError";
  }
}

/**
 * Validates an environment whole. An empty value counts as absent, so that a copied `.env.example` works.
 * @throws SettingsError naming every fault at once; values are never repeated, since they may be secrets.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, rule] of Object.entries(environmentSchema.shape)) {
    const given = environment[name]?.trim();
    const result = rule.safeParse(given === "" ? undefined : given);
    if (result.success) values[name] = result.data;
    else faults.push(...result.error.issues.map((issue) => `${name}: ${issue.message}`));
  }
  faults.push(...contradictions(values));
  if (faults.length > 0) throw new SettingsError(faults);
  return values as Settings;
}

/** Faults that only several settings together have. A setting with a fault of its own is absent here. */
function contradictions(values: Partial<Settings>): string[] {
  const faults: string[] = [];
  const require = (name: keyof Settings, because: keyof Settings): void => {
    if (values[name] === undefined) faults.push(`${name}: is required with ${because}=${String(values[because])}`);
  };
  const { LLM_PROVIDER: llm, EMBEDDING_PROVIDER: embedding } = values;
  if (llm !== undefined && llm !== "builtin") require("LLM_MODEL", "LLM_PROVIDER");
  if (llm === "openai-compatible") require("LLM_BASE_URL", "LLM_PROVIDER");
  if (llm === "openai" || llm === "anthropic") require("LLM_API_KEY", "LLM_PROVIDER");
  if (embedding !== undefined && embedding !== "builtin") require("EMBEDDING_MODEL", "EMBEDDING_PROVIDER");
  if (embedding === "openai-compatible") require("EMBEDDING_BASE_URL", "EMBEDDING_PROVIDER");
  if (embedding === "openai") require("EMBEDDING_API_KEY", "EMBEDDING_PROVIDER");
  const { TRANSCRIPTION_PROVIDER: transcription } = values;
  if (transcription !== undefined && transcription !== "none") require("TRANSCRIPTION_MODEL", "TRANSCRIPTION_PROVIDER");
  if (transcription === "openai-compatible") require("TRANSCRIPTION_BASE_URL", "TRANSCRIPTION_PROVIDER");
  if (transcription === "openai") require("TRANSCRIPTION_API_KEY", "TRANSCRIPTION_PROVIDER");
  const { IMAGE_PROVIDER: image } = values;
  if (image !== undefined && image !== "none") require("IMAGE_MODEL", "IMAGE_PROVIDER");
  if (image === "openai-compatible") require("IMAGE_BASE_URL", "IMAGE_PROVIDER");
  if (image === "openai") require("IMAGE_API_KEY", "IMAGE_PROVIDER");
  if (values.STORAGE === "s3") require("S3_BUCKET", "STORAGE");
  if ((values.S3_ACCESS_KEY_ID === undefined) !== (values.S3_SECRET_ACCESS_KEY === undefined)) {
    faults.push("S3_ACCESS_KEY_ID: is given with S3_SECRET_ACCESS_KEY, or neither is");
  }
  if (values.REDIS_URL !== undefined && values.DATABASE_URL === undefined) {
    faults.push("REDIS_URL: needs DATABASE_URL: many nodes cannot share an embedded database");
  }
  return faults;
}

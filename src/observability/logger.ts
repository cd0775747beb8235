import { pino, type DestinationStream, type Logger, stdSerializers } from "pino";

export type { Logger } from "pino";

/** Names of properties whose values never reach a log line, at the top level and one level down. */
const secretNames = [
  "authorization",
  "cookie",
  "apiKey",
  "LLM_API_KEY",
  "EMBEDDING_API_KEY",
  "ADMIN_API_KEY",
  "SECRET_KEY",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
  "secretAccessKey",
  "chatApiKey",
  "embeddingApiKey",
  "mailUrl",
  "DATABASE_URL",
  "REDIS_URL",
  "password",
  "secret",
  "token",
  "key",
];

/** What database drivers add to an error of the values that a statement was about: they may be secrets, or hashes. */
const statementValues = ["parameters", "detail", "where", "internalQuery", "hint"];

/** Errors of libraries may lead back to themselves. */
const deepestError = 5;

/** An error as it is logged: with its stack and its causes, without the values of statements. */
function describeError(error: Error): unknown {
  return withoutValues(stdSerializers.err(error));
}

function withoutValues(described: unknown, depth = 0): unknown {
  if (typeof described !== "object" || described === null) return described;
  if (depth > deepestError) return "[deeper]";
  if (Array.isArray(described)) return described.map((item) => withoutValues(item, depth + 1));
  return Object.fromEntries(
    Object.entries(described)
      .filter(([name]) => !statementValues.includes(name))
      .map(([name, value]) => [name, withoutValues(value, depth + 1)]),
  );
}

/** The root logger: JSON lines on standard output (or `destination`), with secrets replaced by `[redacted]`. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: "[redacted]",
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

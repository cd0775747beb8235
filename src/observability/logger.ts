import { pino, type DestinationStream, type Logger } from "pino";

export type { Logger } from "pino";

/** Names of properties whose values never reach a log line, at the top level and one level down. */
const secretNames = [
  "authorization",
  "cookie",
  "apiKey",
  "LLM_API_KEY",
  "EMBEDDING_API_KEY",
  "ADMIN_API_KEY",
  "DATABASE_URL",
  "REDIS_URL",
  "password",
  "secret",
  "token",
  "key",
];

/** The root logger: JSON lines on standard output (or `destination`), with secrets replaced by `[redacted]`. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: "[redacted]",
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

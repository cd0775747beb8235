import "reflect-metadata";
import { loadSettings, SettingsError } from "./config/index.js";
import { DocentError } from "./errors/index.js";
import { createLogger } from "./observability/logger.js";
import { startServer } from "./server.js";

try {
  const settings = loadSettings();
  const logger = createLogger(settings.LOG_LEVEL);
  const server = await startServer(settings, logger);
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    // A second signal means that waiting is over.
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, "stopping");
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.fatal({ err: error }, "could not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.stdout.write(welcome(server.url, server.firstKey));
} catch (error) {
  if (!(error instanceof SettingsError) && !(error instanceof DocentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

/** What a person sees at the start; the log lines are for machines. */
function welcome(url: string, firstKey: string | null): string {
  const lines = [
    "",
    `  Docent is ready at ${url}`,
    `    playground  ${url}/graphql`,
    `    REST docs   ${url}/api/docs`,
    ...(firstKey === null ? [] : ["", "  Your admin API key, shown this once:", `    ${firstKey}`]),
    "",
  ];
  return `${lines.join("\n")}\n`;
}

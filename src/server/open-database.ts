import { migrations } from "../../migrations/index.js";
import type { Settings } from "../config/index.js";
import { type Database, openDatabase } from "../database/data-source.js";
import { entities } from "../entities/index.js";
import type { Logger } from "../observability/logger.js";

/** The database that the settings name, for a server: one that loses it ends. */
export function openServersDatabase(settings: Settings, logger: Logger): Promise<Database> {
  return openDatabase({
    ...(settings.DATABASE_URL === undefined ? { dataDir: settings.DATA_DIR } : { url: settings.DATABASE_URL }),
    poolSize: settings.DATABASE_POOL_SIZE,
    logger,
    entities,
    migrations,
    onFatal: (error) => {
      logger.fatal({ err: error }, "the database is gone");
      process.exit(1);
    },
  });
}

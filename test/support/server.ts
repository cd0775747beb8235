import "reflect-metadata";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DestinationStream } from "pino";
import { readSettings } from "../../src/config/index.js";
import type { Database } from "../../src/database/data-source.js";
import { createLogger } from "../../src/observability/logger.js";
import { startServer } from "../../src/server.js";
import { createTestDatabase } from "./database.js";
import type { Target } from "./graphql-client.js";

/** A whole server in this process, on a database and a data folder of its own. */
export interface TestServer extends Target {
  readonly database: Database;
  /** Its data folder, which goes with it. */
  readonly dataDir: string;
  /** Rows of every table of ours but those that the server writes by itself, for tests that nothing was written. */
  countRows(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

/**
 * Starts a server with the given environment on top of the test's defaults.
 * @param log takes the lines of its log, in place of the standard output
 */
export async function startTestServer(
  environment: Readonly<Record<string, string>> = {},
  log?: DestinationStream,
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "docent-test-"));
  const { database, close } = await createTestDatabase();
  const apiKey = "test-admin-key-0123456789";
  const settings = readSettings({
    PORT: "0",
    LOG_LEVEL: "fatal",
    DATA_DIR: dataDir,
    ADMIN_API_KEY: apiKey,
    SHUTDOWN_SECONDS: "5",
    // Tests ask faster than people do; those of the limits turn them on.
    RATE_LIMITS: "off",
    ...environment,
  });
  const server = await startServer(settings, createLogger(settings.LOG_LEVEL, log), { database });
  return {
    url: server.url,
    apiKey,
    database,
    dataDir,
    countRows: async () => {
      const tables = await database.pool.query<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND NOT table_name = ANY('{cluster_node,embedding_space}') ORDER BY 1",
      );
      const counts: Record<string, number> = {};
      for (const { name } of tables.rows) {
        const counted = await database.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${name}"`);
        counts[name] = counted.rows[0]?.count ?? 0;
      }
      return counts;
    },
    stop: async () => {
      await server.stop();
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

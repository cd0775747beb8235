import "reflect-metadata";
import { createHash, randomBytes } from "node:crypto";
import { open, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitForLock } from "fs-native-extensions";
import pg from "pg";
import { migrations as productMigrations } from "../../migrations/index.js";
import { type Database, type DatabaseOptions, openDatabase } from "../../src/database/data-source.js";
import { engineVersion } from "../../src/database/embedded/folder-format.js";
import { migrateUp } from "../../src/database/migrate.js";
import { Transactions } from "../../src/database/transaction.js";
import { entities as productEntities } from "../../src/entities/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { JobQueue } from "../../src/queue/job-queue.js";
import { testEnvironment } from "./env.js";

/** A database of one test file's own, with every table in place and empty. */
export interface TestDatabase {
  readonly database: Database;
  /** Where it is, on native Postgres. */
  readonly url?: string;
  close(): Promise<void>;
}

/** What differs from the product's own schema and settings. */
export type TestDatabaseOptions = Partial<
  Pick<DatabaseOptions, "entities" | "acquireTimeoutMs" | "poolSize" | "onFatal">
> & {
  /** Classes of migrations; the product's by default. */
  readonly migrations?: readonly (new () => object)[];
};

const logger = createLogger("silent");

/**
 * Opens a fresh database: embedded and in memory, or on native Postgres when TEST_DATABASE_URL is set. It is copied from a
 * template that the first test to need it makes; a change of the migrations makes another template.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const settings: DatabaseOptions = {
    logger,
    entities: options.entities ?? productEntities,
    migrations: [...(options.migrations ?? productMigrations)] as (new () => never)[],
    ...(options.acquireTimeoutMs === undefined ? {} : { acquireTimeoutMs: options.acquireTimeoutMs }),
    ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
    ...(options.onFatal === undefined ? {} : { onFatal: options.onFatal }),
  };
  const fingerprint = createHash("sha256")
    .update([engineVersion(), ...(options.migrations ?? productMigrations).map(String)].join("\n"))
    .digest("hex")
    .slice(0, 16);
  return testEnvironment.databaseUrl === undefined
    ? createEmbedded(settings, fingerprint)
    : createNative(settings, fingerprint, testEnvironment.databaseUrl);
}

async function createEmbedded(settings: DatabaseOptions, fingerprint: string): Promise<TestDatabase> {
  const template = await embeddedTemplate(settings, fingerprint);
  const database = await openDatabase({ ...settings, memory: true, template });
  return { database, close: () => database.close() };
}

async function embeddedTemplate(settings: DatabaseOptions, fingerprint: string): Promise<Uint8Array> {
  const path = join(tmpdir(), `docent-test-template-${fingerprint}.tar`);
  const lock = await open(`${path}.lock`, "a+");
  try {
    await waitForLock(lock.fd);
    const existing = await readFile(path).catch(() => null);
    if (existing !== null) return existing;
    const database = await openDatabase({ ...settings, memory: true });
    await createTables(database);
    const dump = await database.dump?.();
    await database.close();
    if (dump === undefined) throw new Error("The embedded database gave no dump.");
    await writeFile(`${path}.new`, dump);
    await rename(`${path}.new`, path);
    return dump;
  } finally {
    await lock.close();
  }
}

async function createNative(settings: DatabaseOptions, fingerprint: string, serverUrl: string): Promise<TestDatabase> {
  const template = `docent_template_${fingerprint}`;
  const name = `docent_test_${randomBytes(8).toString("hex")}`;
  await withAdministrator(serverUrl, async (administrator) => {
    await administrator.query("SELECT pg_advisory_lock(hashtext('docent-test-template'))");
    const { rowCount } = await administrator.query("SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate", [
      template,
    ]);
    if (rowCount === 0) {
      await administrator.query(`DROP DATABASE IF EXISTS ${template}`);
      await administrator.query(`CREATE DATABASE ${template}`);
      const database = await openDatabase({ ...settings, url: withDatabase(serverUrl, template) });
      await createTables(database);
      await database.close();
      await administrator.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
    }
    await administrator.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const url = withDatabase(serverUrl, name);
  const database = await openDatabase({ ...settings, url });
  return {
    database,
    url,
    close: async () => {
      await database.close();
      await withAdministrator(serverUrl, (administrator) => administrator.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

async function createTables(database: Database): Promise<void> {
  await migrateUp(database.dataSource);
  await new JobQueue(database.pool, new Transactions(database.dataSource), logger).migrate();
}

async function withAdministrator(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

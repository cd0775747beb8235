import type { Pool, PoolClient } from "pg";
import { DataSource, type DataSourceOptions } from "typeorm";
import type { Logger } from "../observability/logger.js";
import { type EmbeddedEngine, openEmbedded } from "./embedded/open-embedded.js";
import { DatabaseUnavailableError, databaseErrorCode, translateDatabaseError } from "./errors.js";
import { OrmLoggerAdapter } from "./orm-logger.js";
import { checkPostgres } from "./postgres-checks.js";
import { typeParsers } from "./type-parsers.js";

/** Which database to open. Exactly one of `url`, `dataDir` and `memory` says so. */
export interface DatabaseOptions {
  /** A Postgres server: postgres://user:password@host:port/name. */
  readonly url?: string;
  /** The embedded database in this data folder. */
  readonly dataDir?: string;
  /** The embedded database in memory. */
  readonly memory?: true;
  /** With `memory`: a dump to start from (see {@link Database.dump}). */
  readonly template?: Uint8Array;
  /** Connections at most; default 10. Embedded connections are virtual and cost nothing. */
  readonly poolSize?: number;
  /** How long to wait for a connection, and for the embedded database's one backend; default 15,000 ms. */
  readonly acquireTimeoutMs?: number;
  readonly logger: Logger;
  /** Called once when the embedded database has stopped by itself: the process cannot go on. */
  readonly onFatal?: (error: Error) => void;
  readonly entities: NonNullable<DataSourceOptions["entities"]>;
  readonly migrations: NonNullable<DataSourceOptions["migrations"]>;
}

/** An open database. */
export interface Database {
  readonly kind: "embedded" | "postgres";
  readonly dataSource: DataSource;
  /** The one pool that TypeORM, the job queue and hand-written SQL share. */
  readonly pool: Pool;
  /** Embedded only: a tar of all data, which {@link DatabaseOptions.template} takes. */
  dump?(): Promise<Uint8Array>;
  /** Closes every connection; the embedded database stops in good order and gives its folder back. */
  close(): Promise<void>;
}

/** No statement of a request runs longer; migrations lift the limit for themselves. */
const statementTimeoutMs = 120_000;
/** A transaction that does nothing for so long has been forgotten. */
const idleTransactionTimeoutMs = 60_000;
const slowQueryMs = 1_000;
/** A client that was never given back must not keep the server from stopping. */
const closeTimeoutMs = 2_000;

/**
 * Opens a database. Tables are not touched: see migrate.ts.
 * @throws DatabaseUnavailableError, DataFolderLockedError, DataFolderIncompatibleError
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.url === undefined ? openEmbeddedDatabase(options) : openPostgres(options, options.url);
}

async function openEmbeddedDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.dataDir === undefined && options.memory === undefined)
    throw new TypeError("openDatabase needs url, dataDir or memory");
  const engine = await openEmbedded({
    dataFolder: options.dataDir ?? null,
    template: options.template ?? null,
    acquireTimeoutMs: acquireTimeoutOf(options),
    logger: options.logger,
    onFatal: options.onFatal ?? (() => undefined),
  });
  try {
    const dataSource = new DataSource({
      ...commonOptions(options),
      // Fixed, so that PGHOST and its like in the environment have no say.
      host: "localhost",
      port: 5432,
      username: "postgres",
      password: "",
      database: "postgres",
      ssl: false,
      extra: { ...commonExtra(options), stream: () => engine.connect() },
    });
    await dataSource.initialize();
    const pool = await poolOf(dataSource, options.logger);
    await pool.query("CREATE EXTENSION IF NOT EXISTS vector");
    return {
      kind: "embedded",
      dataSource,
      pool,
      dump: () => engine.dump(),
      close: once(() => closeEmbedded(dataSource, engine, options.logger)),
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function closeEmbedded(dataSource: DataSource, engine: EmbeddedEngine, logger: Logger): Promise<void> {
  await closePool(dataSource, logger);
  await engine.close();
}

async function openPostgres(options: DatabaseOptions, url: string): Promise<Database> {
  const dataSource = new DataSource({
    ...commonOptions(options),
    url,
    extra: {
      ...commonExtra(options),
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
      keepAlive: true,
    },
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new DatabaseUnavailableError(`Cannot connect to ${describeUrl(url)}: ${describeFailure(error)}.`, error);
  }
  try {
    const pool = await poolOf(dataSource, options.logger);
    await checkPostgres(pool, options.logger);
    return { kind: "postgres", dataSource, pool, close: once(() => closePool(dataSource, options.logger)) };
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

function commonOptions(options: DatabaseOptions) {
  return {
    type: "postgres" as const,
    entities: options.entities,
    migrations: options.migrations,
    synchronize: false,
    installExtensions: false,
    applicationName: "docent",
    connectTimeoutMS: acquireTimeoutOf(options),
    poolSize: options.poolSize ?? 10,
    maxQueryExecutionTime: slowQueryMs,
    logger: new OrmLoggerAdapter(options.logger),
    // Only the message: the error carries the whole client.
    poolErrorHandler: (error: unknown) =>
      options.logger.warn({ reason: describeFailure(error) }, "an idle database connection failed"),
  };
}

function commonExtra(options: DatabaseOptions) {
  return { types: typeParsers, max: options.poolSize ?? 10 };
}

function acquireTimeoutOf(options: DatabaseOptions): number {
  return options.acquireTimeoutMs ?? 15_000;
}

/** TypeORM's pool, with somebody to hear of connections that fail while they are lent out: unheard errors end the process. */
async function poolOf(dataSource: DataSource, logger: Logger): Promise<Pool> {
  if (!("master" in dataSource.driver)) throw new TypeError("the driver has no pool");
  const pool = dataSource.driver.master as Pool;
  const hear = (client: PoolClient): void => {
    client.on("error", (error) => logger.debug({ reason: describeFailure(error) }, "a database connection failed"));
  };
  pool.on("connect", hear);
  typeErrors(pool);
  // TypeORM has made the first connection already.
  const first = await pool.connect();
  hear(first);
  first.release();
  return pool;
}

/** Has the pool's own errors typed, for those who come by TypeORM's repositories as well as by hand-written SQL. */
function typeErrors(pool: Pool): void {
  type Callback = Parameters<Pool["connect"]>[0];
  const typed = (error: unknown) => translateDatabaseError(error) as Error;
  const whenConnected = pool.connect.bind(pool);
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const connectTyped = async (): Promise<PoolClient> => {
    try {
      return await connect();
    } catch (error) {
      throw typed(error);
    }
  };
  pool.connect = ((callback?: Callback): Promise<PoolClient> | undefined => {
    if (callback === undefined) return connectTyped();
    whenConnected((error, client, release) => {
      callback(error === undefined ? error : typed(error), client, release);
    });
    return undefined;
  }) as Pool["connect"];
}

async function closePool(dataSource: DataSource, logger: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), closeTimeoutMs);
  });
  const outcome = await Promise.race([dataSource.destroy(), patience]);
  clearTimeout(timer);
  if (outcome === "late") logger.warn("a database connection was still in use when the database was closed");
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | null = null;
  return () => (closed ??= close());
}

/** Where a URL leads, without its password. */
function describeUrl(url: string): string {
  if (!URL.canParse(url)) return "Postgres (DATABASE_URL is no valid URL)";
  const { hostname, port, pathname } = new URL(url);
  return `Postgres at ${hostname}:${port === "" ? "5432" : port}${pathname}`;
}

function describeFailure(error: unknown): string {
  const code = databaseErrorCode(error);
  if (code === "ECONNREFUSED") return "nothing listens there";
  if (code === "ENOTFOUND") return "there is no such host";
  return String(error).replace(/^\w*Error: /, "");
}

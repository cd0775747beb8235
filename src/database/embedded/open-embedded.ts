import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { Logger } from "../../observability/logger.js";
import { DataFolderIncompatibleError, DatabaseUnavailableError } from "../errors.js";
import { completeFolder, engineMajorVersion, folderPaths, prepareFolder } from "./folder-format.js";
import { lockDataFolder } from "./folder-lock.js";
import { Hub } from "./hub.js";
import type { VirtualSocket } from "./virtual-socket.js";
import { EngineStartError, lastComplaint, WorkerLink } from "./worker-link.js";

/** How the embedded engine is started. */
export interface EmbeddedOptions {
  /** The data folder; null keeps the database in memory. */
  readonly dataFolder: string | null;
  /** A dump to start from; only for a database in memory. */
  readonly template: Uint8Array | null;
  readonly acquireTimeoutMs: number;
  readonly logger: Logger;
  /** Called once when the engine has stopped by itself. Nothing can be done with the database afterwards. */
  readonly onFatal: (error: Error) => void;
}

/** A running embedded engine. */
export interface EmbeddedEngine {
  /** A new virtual connection, for the `stream` option of a `pg` client. */
  connect(): VirtualSocket;
  /** A tar of the data, from which {@link EmbeddedOptions.template} starts a copy. */
  dump(): Promise<Uint8Array>;
  /** Ends every connection, stops the engine, gives the data folder back. */
  close(): Promise<void>;
}

/**
 * Starts the embedded engine on a data folder (creating it when needed) or in memory.
 * @throws DataFolderLockedError, DataFolderIncompatibleError, DatabaseUnavailableError
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedEngine> {
  if (options.dataFolder === null) return startEngine(options, null);
  const dataFolder = resolve(options.dataFolder);
  await mkdir(dataFolder, { recursive: true });
  const lock = await lockDataFolder(dataFolder);
  try {
    const paths = folderPaths(dataFolder);
    const state = await prepareFolder(paths);
    await mkdir(paths.postgres, { recursive: true, mode: 0o700 });
    options.logger.debug({ folder: paths.postgres, state }, "embedded database starting");
    const engine = await startEngine(options, paths.postgres);
    await completeFolder(paths);
    return {
      ...engine,
      close: async () => {
        await engine.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startEngine(options: EmbeddedOptions, folder: string | null): Promise<EmbeddedEngine> {
  let hub: Hub | null = null;
  const link = await startLink(options, folder, (error) => {
    options.logger.fatal({ err: error }, "embedded database stopped");
    hub?.fail(error);
    options.onFatal(error);
  });
  const version = link.parameters["server_version"] ?? "unknown";
  if (Number.parseInt(version, 10) !== engineMajorVersion) {
    await link.close();
    throw new DatabaseUnavailableError(
      `The embedded engine is Postgres ${version}, where ${engineMajorVersion} was expected.`,
    );
  }
  const started = new Hub(link, options.acquireTimeoutMs);
  hub = started;
  return { connect: () => started.connect(), dump: () => started.dump(), close: () => started.close() };
}

async function startLink(
  options: EmbeddedOptions,
  folder: string | null,
  onFailure: (error: Error) => void,
): Promise<WorkerLink> {
  try {
    return await WorkerLink.start({ folder, template: options.template }, onFailure);
  } catch (error) {
    if (!(error instanceof EngineStartError)) throw error;
    options.logger.error({ err: error, engineLog: error.log }, "embedded database did not start");
    const reason = lastComplaint(error.log) ?? error.message;
    throw folder === null
      ? new DatabaseUnavailableError(`The embedded database did not start: ${reason}`, error)
      : new DataFolderIncompatibleError(
          `The database in ${folder} could not be opened: ${reason}. It has been left as it is; restore it from a copy, or set DATA_DIR to another folder.`,
          error,
        );
  }
}

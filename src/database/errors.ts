import { types } from "node:util";
import { DocentError } from "../errors/index.js";

/** Nobody could be given the database within the allowed time. The same request may succeed a moment later. */
export class DatabaseBusyError extends DocentError {
  constructor(message: string, cause?: unknown) {
    super("unavailable", "DATABASE_BUSY", message, { retryAfterSeconds: 1, cause });
  }
}

/** The database cannot be reached, lacks something that Docent needs, or stopped. */
export class DatabaseUnavailableError extends DocentError {
  constructor(message: string, cause?: unknown) {
    super("unavailable", "DATABASE_UNAVAILABLE", message, { cause });
  }
}

/** Another process works on the same data folder. */
export class DataFolderLockedError extends DocentError {
  constructor(message: string) {
    super("unavailable", "DATA_FOLDER_LOCKED", message);
  }
}

/** The data folder holds something that this version of Docent cannot read. It has been left as it was. */
export class DataFolderIncompatibleError extends DocentError {
  constructor(message: string, cause?: unknown) {
    super("unavailable", "DATA_FOLDER_INCOMPATIBLE", message, { cause });
  }
}

/** A newer version of Docent has changed this database; this version does not know how to use it. */
export class DatabaseTooNewError extends DocentError {
  constructor(message: string) {
    super("unavailable", "DATABASE_TOO_NEW", message);
  }
}

/**
 * The program breaks a rule of transactions: it waits for something inside one, or uses one that has ended. Not a
 * DocentError, since it is a fault of ours: callers see it masked, the log has it whole.
 */
export class TransactionMisuseError extends Error {
  override readonly name = "TransactionMisuseError";
}

/** The SQLSTATE under which the embedded database reports that its lease could not be had in time (lock_not_available). */
export const busyState = "55P03";

/** SQLSTATE unique_violation. */
export const uniqueViolation = "23505";

/** SQLSTATE foreign_key_violation. */
export const foreignKeyViolation = "23503";

/** As `instanceof Error`, also for errors that another realm made, as the system's are under some test runners. */
const { isNativeError } = types;

/** What `pg` says when no connection of the pool came free in time. */
const poolTimeoutMessages = new Set([
  "timeout exceeded when trying to connect",
  "Connection terminated due to connection timeout",
]);

/** SQLSTATEs (class 08 and the operator interventions) and system errors that mean: no connection. */
const connectionCodes = new Set([
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
  "57P01",
  "57P02",
  "57P03",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EHOSTUNREACH",
]);

/** The error of the driver inside TypeORM's wrapper, or the error itself. */
export function driverErrorOf(error: unknown): unknown {
  return isNativeError(error) && "driverError" in error ? error.driverError : error;
}

/** The SQLSTATE or system error code that an error carries, if any. */
export function databaseErrorCode(error: unknown): string | undefined {
  const inner = driverErrorOf(error);
  return isNativeError(inner) && "code" in inner && typeof inner.code === "string" ? inner.code : undefined;
}

/**
 * Gives an error of the driver its meaning: busy and unavailable become the typed errors above. Everything else, such
 * as a violated constraint, comes back unchanged.
 */
export function translateDatabaseError(error: unknown): unknown {
  const inner = driverErrorOf(error);
  if (!isNativeError(inner)) return error;
  if (inner instanceof DocentError) return inner;
  const code = databaseErrorCode(inner);
  if (code === busyState) return new DatabaseBusyError(inner.message, error);
  if (poolTimeoutMessages.has(inner.message)) {
    return new DatabaseBusyError("No database connection came free in time.", error);
  }
  if ((code !== undefined && connectionCodes.has(code)) || inner.message === "Connection terminated unexpectedly") {
    return new DatabaseUnavailableError("The connection to the database was lost.", error);
  }
  return error;
}

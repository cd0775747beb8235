import type { Pool } from "pg";
import type { Logger } from "../observability/logger.js";
import { DatabaseUnavailableError, databaseErrorCode } from "./errors.js";

const minimumServerVersion = 14;
const minimumVectorVersion = "0.8.0";
/** Earlier releases of 0.8 have faults in their indexes. */
const recommendedVectorVersion = "0.8.4";

const installHint =
  "Install pgvector 0.8.4 or later on the database server (the image pgvector/pgvector has it, managed services offer it as an extension)";
const extensionExists = new Set(["23505", "42710"]);

/**
 * Checks that a server has what Docent needs, and creates the `vector` extension where it is available.
 * @throws DatabaseUnavailableError that says what is missing and what to do.
 */
export async function checkPostgres(pool: Pool, logger: Logger): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const serverVersion = Math.floor((rows[0]?.version ?? 0) / 10_000);
  if (serverVersion < minimumServerVersion) {
    throw new DatabaseUnavailableError(
      `The database is Postgres ${serverVersion}; Docent needs ${minimumServerVersion} or later.`,
    );
  }
  const version = (await installedVector(pool)) ?? (await createVector(pool));
  if (isOlder(version, minimumVectorVersion)) {
    throw new DatabaseUnavailableError(
      `The database has pgvector ${version}; Docent needs ${minimumVectorVersion} or later. ${installHint}, then run ALTER EXTENSION vector UPDATE.`,
    );
  }
  if (isOlder(version, recommendedVectorVersion)) {
    logger.warn(
      { version, recommended: recommendedVectorVersion },
      "pgvector is older than recommended: its indexes have known faults",
    );
  }
}

async function installedVector(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ version: string }>(
    "SELECT extversion AS version FROM pg_extension WHERE extname = 'vector'",
  );
  return rows[0]?.version ?? null;
}

async function createVector(pool: Pool): Promise<string> {
  const available = await pool.query("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'");
  if (available.rowCount === 0) {
    throw new DatabaseUnavailableError(`The database server has no pgvector extension. ${installHint}.`);
  }
  try {
    await pool.query("CREATE EXTENSION IF NOT EXISTS vector");
  } catch (error) {
    // Another node that starts at this moment may have been quicker.
    if (!extensionExists.has(databaseErrorCode(error) ?? "")) {
      throw new DatabaseUnavailableError(
        "The vector extension could not be created. Run CREATE EXTENSION vector in Docent's database as a user who may.",
        error,
      );
    }
  }
  return (await installedVector(pool)) ?? "0";
}

/** Compares dotted versions by number. */
function isOlder(version: string, than: string): boolean {
  const left = version.split(".").map(Number);
  const right = than.split(".").map(Number);
  for (let index = 0; index < right.length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

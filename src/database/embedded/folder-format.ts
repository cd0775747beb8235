import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { DataFolderIncompatibleError, databaseErrorCode } from "../errors.js";

/** The major version of Postgres in the engine that Docent ships. It reads no folder of another major version. */
export const engineMajorVersion = 18;

const markerSchema = z.object({
  state: z.enum(["creating", "ready"]),
  postgresMajorVersion: z.number(),
  engineVersion: z.string(),
  createdAt: z.string(),
});

/** What `embedded.json` says about the folder beside it. */
export type FolderMarker = z.infer<typeof markerSchema>;

/** Where things are in a data folder. */
export interface FolderPaths {
  /** The engine's files. */
  readonly postgres: string;
  readonly marker: string;
}

/** What the folder needs before the engine may open it. */
export type FolderState = "new" | "existing";

/** The paths of an embedded database below `dataFolder`. */
export function folderPaths(dataFolder: string): FolderPaths {
  return { postgres: join(dataFolder, "postgres"), marker: join(dataFolder, "embedded.json") };
}

/** The version of the engine's package. */
export function engineVersion(): string {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const manifest: unknown = createRequire(import.meta.url)(join(dirname(entry), "..", "package.json"));
  return z.object({ version: z.string() }).parse(manifest).version;
}

/**
 * Looks whether the engine can open the folder, and prepares it for a first start. Files that Docent has not made are
 * never touched. Only the remains of a first start that was cut short, before any data could be in them, are removed.
 * The caller holds the lock of the data folder.
 * @throws DataFolderIncompatibleError
 */
export async function prepareFolder(paths: FolderPaths): Promise<FolderState> {
  const marker = await readMarker(paths.marker);
  if (marker?.state === "creating") await rm(paths.postgres, { recursive: true, force: true });
  const entries = await readdir(paths.postgres).catch(whenMissing<string[]>([]));
  if (entries.length > 0) {
    await checkVersion(paths.postgres, entries, marker);
    return "existing";
  }
  if (marker?.state === "ready") {
    throw new DataFolderIncompatibleError(
      `${paths.postgres} is empty or missing, although ${paths.marker} says that a database was there. Restore the folder, or delete ${paths.marker} to begin with an empty database.`,
    );
  }
  await writeMarker(paths.marker, "creating", new Date().toISOString());
  return "new";
}

/** Records that the first start is complete. */
export async function completeFolder(paths: FolderPaths): Promise<void> {
  const marker = await readMarker(paths.marker);
  if (marker?.state !== "ready")
    await writeMarker(paths.marker, "ready", marker?.createdAt ?? new Date().toISOString());
}

async function checkVersion(folder: string, entries: readonly string[], marker: FolderMarker | null): Promise<void> {
  if (!entries.includes("PG_VERSION") || !entries.includes("global")) {
    throw new DataFolderIncompatibleError(
      `${folder} is not empty and holds no Postgres database. It has been left as it is; set DATA_DIR to another folder.`,
    );
  }
  const version = (await readFile(join(folder, "PG_VERSION"), "utf8")).trim();
  if (version === String(engineMajorVersion)) return;
  const writtenBy = marker === null ? "" : ` (written with version ${marker.engineVersion} of the embedded engine)`;
  throw new DataFolderIncompatibleError(
    `${folder} holds a database of Postgres ${version}${writtenBy}, but this version of Docent brings Postgres ${engineMajorVersion}, which cannot read it. ` +
      "It has been left as it is. Start the version of Docent that wrote it, move the data with `docent database export`, and import that here; docs/database.md describes it.",
  );
}

async function readMarker(path: string): Promise<FolderMarker | null> {
  const text = await readFile(path, "utf8").catch(whenMissing(null));
  if (text === null) return null;
  try {
    return markerSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new DataFolderIncompatibleError(
      `${path} cannot be read: it is damaged, or was not written by Docent.`,
      error,
    );
  }
}

/** Written beside and renamed, so that a crash leaves the old or the new one. */
async function writeMarker(path: string, state: FolderMarker["state"], createdAt: string): Promise<void> {
  const marker: FolderMarker = {
    state,
    postgresMajorVersion: engineMajorVersion,
    engineVersion: engineVersion(),
    createdAt,
  };
  await writeFile(`${path}.new`, `${JSON.stringify(marker)}\n`);
  await rename(`${path}.new`, path);
}

/** For `catch`: stands in for what is not there. */
function whenMissing<T>(substitute: T): (error: unknown) => T {
  return (error) => {
    if (databaseErrorCode(error) === "ENOENT") return substitute;
    throw error;
  };
}

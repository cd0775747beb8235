import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** A file of a folder. */
export interface FolderFile {
  /** Where it stands below the folder, segments joined by `/`, whatever the system. */
  readonly path: string;
  /** Where it stands on this machine. */
  readonly location: string;
}

/**
 * Every file below a folder, in the order of their names, folder by folder. Names that begin with a dot are left out,
 * and so is what is no ordinary file: a link may lead anywhere.
 */
export async function* filesBelow(folder: string, above = ""): AsyncGenerator<FolderFile, void, void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const location = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(location, `${above}${entry.name}/`);
    else if (entry.isFile()) yield { path: `${above}${entry.name}`, location };
  }
}

/** SHA-256 of a file, hexadecimal; the file is never in memory as a whole. */
export async function hashOf(location: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(location), hash);
  return hash.digest("hex");
}

/** Size of a file in bytes; 0 when it is gone, which sending it will tell. */
export async function sizeOf(location: string): Promise<number> {
  return stat(location).then(
    ({ size }) => size,
    () => 0,
  );
}

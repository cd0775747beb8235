import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/**
 * Looks for a program in the folders of `PATH`; relative ones are left out.
 * @returns its full path, or null when there is none that this process may run.
 */
export function findProgram(name: string): string | null {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, file)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

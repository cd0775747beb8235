import { MoveDocumentsOperation } from "../../generated/operations.js";
import type { CallerClient } from "../client.js";
import { defaultFolder, findDocument } from "./library.js";
import { fileNameOf } from "./present/workspace.js";

/** Where a document is, and where it shall be; both as locations. */
export interface FileMove {
  readonly from: string;
  readonly to: string;
}

/** What became of moves. */
export interface MovedFiles {
  /** Locations that no document has. */
  readonly unknown: readonly string[];
  /** Documents that were to get another name, which they do not. */
  readonly renamed: readonly string[];
}

/** Moves documents between folders; of several moves of one document the last one counts. */
export async function moveFiles(client: CallerClient, moves: readonly FileMove[]): Promise<MovedFiles> {
  const folders = new Map<string, string>();
  const unknown: string[] = [];
  const renamed: string[] = [];
  for (const { from, to } of moves) {
    const document = await findDocument(client, from);
    if (document === null) {
      unknown.push(from);
      continue;
    }
    folders.set(document.id, folderOf(to));
    const name = fileNameOf(document.location);
    if (fileNameOf(to) !== "" && fileNameOf(to) !== name) renamed.push(name);
  }
  for (const folder of new Set(folders.values())) {
    const documentIds = [...folders].filter(([, its]) => its === folder).map(([id]) => id);
    await client.execute(MoveDocumentsOperation, { input: { documentIds, folder } });
  }
  return { unknown, renamed };
}

/** The folder of a location. What stands at the top of the library, or would stand above it, is in the default folder. */
function folderOf(location: string): string {
  const segments = location.split(/[\\/]/).slice(0, -1);
  const named = segments.filter((segment) => segment.trim() !== "" && !/^\.+$/.test(segment.trim()));
  return named.length === 0 ? defaultFolder : named.join("/");
}

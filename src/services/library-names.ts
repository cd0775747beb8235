import type { Document } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";

/** The folder of documents that came without one. */
export const defaultFolder = "custom-documents";

/**
 * Makes a folder's name from what a caller gave: segments joined by `/`, without empty ones, `.`, `..` and control
 * characters. Folders are data in the database, never paths, so that this is tidiness, not the guard.
 * @throws ValidationError when nothing is left, or more than 255 characters.
 */
export function folderName(given: string, field = "folder"): string {
  const name = given
    .split(/[\\/]/)
    .map((segment) => segment.replace(/\p{Cc}/gu, "").trim())
    .filter((segment) => segment !== "" && !/^\.+$/.test(segment))
    .join("/");
  if (name === "" || name.length > 255) throw new ValidationError("is not a folder name", { field });
  return name;
}

/** Marks of direction make `exe.txt` of what ends in `txt.exe`. */
const unwanted = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * The last segment of a file name, whatever system it came from, without control characters and marks of direction; at
 * most 255 characters.
 */
export function fileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  const name = last.replace(unwanted, "").trim();
  return name === "" || /^\.+$/.test(name) ? "document" : name.slice(-255);
}

const maximumMetadataBytes = 16_384;

/** @throws ValidationError for metadata that is too large to be kept with a document. */
export function assertMetadata(metadata: Readonly<Record<string, unknown>> | undefined): void {
  if (metadata !== undefined && Buffer.byteLength(JSON.stringify(metadata)) > maximumMetadataBytes) {
    throw new ValidationError(`must be at most ${maximumMetadataBytes} bytes as JSON`, { field: "metadata" });
  }
}

/** Where the REST dialects say that a document stands: `folder/name-uuid.json`. */
export function locationOf(document: Pick<Document, "folder" | "name" | "uuid">): string {
  return `${document.folder}/${document.name}-${document.uuid}.json`;
}

/** The uuid in a location; null when it is none. The folder and the name are not looked at: moving must not break links. */
export function uuidInLocation(location: string): string | null {
  return /(?:^|-)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.json)?$/i.exec(location)?.[1]?.toLowerCase() ?? null;
}

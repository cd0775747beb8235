import {
  FindDocumentOperation,
  type LibraryFieldsFragment,
  ListDocumentsOperation,
} from "../../generated/operations.js";
import type { CallerClient } from "../client.js";
import { pages } from "../routing/values.js";

/** The document that a location names, with or without its folder; null: none that the caller may see. */
export async function findDocument(client: CallerClient, location: string): Promise<LibraryFieldsFragment | null> {
  const { document } = await client.execute(FindDocumentOperation, { location });
  return document;
}

/** Every document of the library, oldest first. */
export async function* libraryOf(client: CallerClient): AsyncGenerator<LibraryFieldsFragment, void, void> {
  const read = async (after: string | null) =>
    (await client.execute(ListDocumentsOperation, { first: 100, after })).documents;
  for await (const page of pages(read)) yield* page.nodes;
}

/** Part of a folder. */
export interface FolderPage {
  readonly documents: readonly LibraryFieldsFragment[];
  readonly totalCount: number;
}

/** Documents of a folder, oldest first, from the `offset`-th on, at most `limit`. */
export async function folderPage(
  client: CallerClient,
  folder: string,
  offset = 0,
  limit = Infinity,
): Promise<FolderPage> {
  const documents: LibraryFieldsFragment[] = [];
  let totalCount = 0;
  let position = 0;
  const read = async (after: string | null) =>
    (await client.execute(ListDocumentsOperation, { filter: { folder }, first: 100, after })).documents;
  for await (const page of pages(read)) {
    totalCount = page.totalCount;
    documents.push(...page.nodes.slice(Math.max(0, offset - position), Math.max(0, offset + limit - position)));
    position += page.nodes.length;
    if (position >= offset + limit) break;
  }
  return { documents, totalCount };
}

/** What a list of locations names. */
export interface NamedDocuments {
  readonly documents: readonly LibraryFieldsFragment[];
  /** Names that no document has. */
  readonly unknown: readonly string[];
}

/** The documents at the given locations. */
export async function documentsNamed(client: CallerClient, names: readonly string[]): Promise<NamedDocuments> {
  const documents: LibraryFieldsFragment[] = [];
  const unknown: string[] = [];
  for (const name of new Set(names)) {
    const document = await findDocument(client, name);
    if (document === null) unknown.push(name);
    else documents.push(document);
  }
  return { documents, unknown };
}

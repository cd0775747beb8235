import {
  type DocumentFilterInput,
  FindDocumentOperation,
  FindFolderOperation,
  type LibraryFieldsFragment,
  ListDocumentsOperation,
  ListFoldersOperation,
} from "../../generated/operations.js";
import type { CallerClient } from "../client.js";
import { pages } from "../routing/values.js";

/** The folder of documents that came without one. */
export const defaultFolder = "custom-documents";

/** The document that a name, a location, a uuid or an id stands for; null: none that the caller may see. */
export async function findDocument(client: CallerClient, reference: string): Promise<LibraryFieldsFragment | null> {
  const { document } = await client.execute(FindDocumentOperation, { reference });
  return document;
}

/** The names of all folders, also of empty ones, in the order in which they were made. */
export async function foldersOf(client: CallerClient): Promise<string[]> {
  const names: string[] = [];
  const read = async (after: string | null) =>
    (await client.execute(ListFoldersOperation, { first: 100, after })).folders;
  for await (const page of pages(read)) names.push(...page.nodes.map(({ name }) => name));
  return names;
}

/** Whether there is a folder of this name that the caller may see. */
export async function hasFolder(client: CallerClient, name: string): Promise<boolean> {
  return (await client.execute(FindFolderOperation, { name })).folder !== null;
}

/** A part of a list of documents. */
export interface DocumentsPage {
  readonly documents: readonly LibraryFieldsFragment[];
  /** How many there are in the whole list. */
  readonly totalCount: number;
}

/** Which documents of the library are wanted. */
export interface WantedDocuments {
  readonly filter: DocumentFilterInput;
  /** How many to pass over, oldest first. */
  readonly offset?: number | undefined;
  /** How many at most; all unless given. */
  readonly limit?: number | undefined;
}

/** Documents of the library, oldest first. */
export async function documentsOf(
  client: CallerClient,
  { filter, offset = 0, limit = Infinity }: WantedDocuments,
): Promise<DocumentsPage> {
  const documents: LibraryFieldsFragment[] = [];
  let totalCount = 0;
  let position = 0;
  const read = async (after: string | null) =>
    (await client.execute(ListDocumentsOperation, { filter, first: 100, after })).documents;
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

/** The documents that are named, as {@link findDocument} finds them. */
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

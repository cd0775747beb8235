import { z } from "zod";
import type { LibraryFieldsFragment } from "../../../generated/operations.js";
import type { CallerClient } from "../../client.js";
import { type Answer, json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { plainError } from "../errors.js";
import { defaultFolder, documentsOf, foldersOf, hasFolder, type WantedDocuments } from "../library.js";
import { presentListed, presentRows } from "../present/document.js";
import { listedSchema } from "../present/schemas.js";
import { forbidden } from "./responses.js";

const tags = ["Documents"];
const folderSchema = z.object({ name: z.string(), type: z.literal("folder"), items: z.array(listedSchema) });
const pageSchema = z.object({
  folder: z.string(),
  documents: z.array(listedSchema),
  totalCount: z.number(),
  hasMore: z.boolean(),
  code: z.number().optional(),
  error: z.string().nullable(),
});
const pageQuery = z.object({
  offset: z.coerce.number().int().min(0).optional().describe("How many documents to pass over, oldest first."),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe("How many documents at most: of a folder 100 unless given, of the whole library all."),
  search: z.string().max(255).optional().describe("Part of the title or the file name, whatever its case."),
});

/** The library of documents as lists. */
export const libraryRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/documents",
    summary: "List the documents of the library",
    description:
      "Without a folder the whole library, as a tree of folders and as rows, one for each workspace that has a document. With `folder` a page of that folder. `search` narrows both.",
    tags,
    query: pageQuery.extend({ folder: z.string().max(255).optional().describe("The folder's name.") }),
    responses: {
      200: {
        description: "The library, or a part of a folder.",
        schema: z.union([
          z.object({
            localFiles: z.object({
              name: z.literal("documents"),
              type: z.literal("folder"),
              items: z.array(folderSchema),
            }),
            documents: z.array(
              z.object({ id: z.number(), docpath: z.string(), title: z.string(), workspaceId: z.number() }),
            ),
          }),
          pageSchema,
        ]),
      },
      400: { description: "A parameter is not valid.", schema: z.object({ error: z.string() }) },
      403: forbidden,
      404: { description: "There is no such folder.", schema: pageSchema },
    },
    errors: plainError,
    handle: ({ client, query: { folder, search, offset, limit } }) => {
      const filter = search === undefined || search === "" ? {} : { search };
      if (folder === undefined) return wholeLibrary(client, { filter, offset, limit });
      return folderPage(client, folder, { filter, offset, limit: limit ?? 100 }, { code: 200 });
    },
  }),
  route({
    method: "GET",
    path: "/documents/folder/:folderName",
    summary: "List the documents of a folder",
    description: "All of them, oldest first; with `offset` and `limit` a part, with `search` those that match.",
    tags,
    query: pageQuery,
    responses: {
      200: { description: "The folder.", schema: pageSchema },
      400: { description: "A parameter is not valid.", schema: z.object({ error: z.string() }) },
      403: forbidden,
      404: { description: "There is no such folder.", schema: pageSchema },
    },
    errors: plainError,
    handle: ({ client, params, query: { search, offset, limit } }) => {
      const filter = search === undefined || search === "" ? {} : { search };
      return folderPage(client, params["folderName"] ?? "", { filter, offset, limit }, {});
    },
  }),
];

async function folderPage(
  client: CallerClient,
  folder: string,
  wanted: WantedDocuments,
  told: { readonly code?: 200 },
): Promise<Answer> {
  if (!(await hasFolder(client, folder))) {
    const error = `Folder "${folder}" does not exist.`;
    return json({ folder, documents: [], totalCount: 0, hasMore: false, code: 404, error }, 404);
  }
  const { documents, totalCount } = await documentsOf(client, { ...wanted, filter: { ...wanted.filter, folder } });
  const hasMore = totalCount > (wanted.offset ?? 0) + documents.length;
  return json({ folder, documents: documents.map(presentListed), totalCount, hasMore, ...told, error: null });
}

async function wholeLibrary(client: CallerClient, wanted: WantedDocuments): Promise<Answer> {
  const { documents } = await documentsOf(client, wanted);
  const isPart = Object.keys(wanted.filter).length > 0 || wanted.offset !== undefined || wanted.limit !== undefined;
  const folders = isPart ? [] : await foldersOf(client);
  return json({ localFiles: tree(folders, documents), documents: documents.flatMap(presentRows) });
}

/** The library as a tree of folders. The folder that uploads go to by default comes first, as AnythingLLM has it. */
function tree(folders: readonly string[], documents: readonly LibraryFieldsFragment[]) {
  const contents = new Map<string, object[]>(folders.map((name) => [name, []]));
  for (const document of documents) {
    const items = contents.get(document.folder) ?? [];
    items.push(presentListed(document));
    contents.set(document.folder, items);
  }
  const names = [...contents.keys()].sort(
    (a, b) => Number(b === defaultFolder) - Number(a === defaultFolder) || (a < b ? -1 : 1),
  );
  return {
    name: "documents",
    type: "folder",
    items: names.map((name) => ({ name, type: "folder", items: contents.get(name) ?? [] })),
  };
}

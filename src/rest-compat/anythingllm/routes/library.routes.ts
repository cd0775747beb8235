import { z } from "zod";
import { DeleteDocumentsOperation, type LibraryFieldsFragment } from "../../../generated/operations.js";
import { NotFoundError } from "../../../errors/index.js";
import { json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { plainError, successError, textError } from "../errors.js";
import { documentsNamed, findDocument, folderPage, libraryOf } from "../library.js";
import { presentDocument, presentListed, presentRows } from "../present/document.js";
import { documentSchema, listedSchema } from "../present/schemas.js";
import { forbidden, refusedInMessage, refusedInText } from "./responses.js";

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
const emptyPage = { documents: [], totalCount: 0, hasMore: false };

/** The library of documents: list, get, remove. */
export const libraryRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/documents",
    summary: "List the documents of the library",
    description: "Without a folder the whole library, as a tree and as rows. With `folder` a part of that folder.",
    tags,
    query: z.object({
      folder: z.string().optional(),
      offset: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(1_000).optional(),
    }),
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
    handle: async ({ client, query: { folder, offset = 0, limit = 100 } }) => {
      if (folder !== undefined) {
        const { documents, totalCount } = await folderPage(client, folder, offset, limit);
        if (totalCount === 0) return json({ folder, ...emptyPage, code: 404, error: noFolder(folder) }, 404);
        const hasMore = totalCount > offset + documents.length;
        return json({ folder, documents: documents.map(presentListed), totalCount, hasMore, code: 200, error: null });
      }
      const documents: LibraryFieldsFragment[] = [];
      for await (const document of libraryOf(client)) documents.push(document);
      return json({ localFiles: tree(documents), documents: documents.flatMap(presentRows) });
    },
  }),
  route({
    method: "GET",
    path: "/documents/folder/:folderName",
    summary: "List the documents of a folder",
    tags,
    responses: {
      200: { description: "The folder.", schema: pageSchema },
      403: forbidden,
      404: { description: "There is no such folder.", schema: pageSchema },
    },
    errors: plainError,
    handle: async ({ client, params }) => {
      const folder = params["folderName"] ?? "";
      const { documents, totalCount } = await folderPage(client, folder);
      if (totalCount === 0) return json({ folder, ...emptyPage, code: 404, error: noFolder(folder) }, 404);
      return json({ folder, documents: documents.map(presentListed), totalCount, hasMore: false, error: null });
    },
  }),
  route({
    method: "GET",
    path: "/document/:docName",
    summary: "Get a document by its name",
    tags,
    responses: {
      200: { description: "The document.", schema: z.object({ document: documentSchema }) },
      403: forbidden,
      404: refusedInText("There is no such document."),
    },
    errors: textError,
    handle: async ({ client, params }) => {
      const document = await findDocument(client, params["docName"] ?? "");
      if (document === null) throw new NotFoundError("Document");
      return json({ document: presentDocument(document) });
    },
  }),
  route({
    method: "DELETE",
    path: "/system/remove-documents",
    summary: "Remove documents from the library and from every workspace",
    description: "Names that no document has are told in `message`.",
    tags: ["System Settings"],
    body: z.object({ names: z.array(z.string()).max(1_000) }),
    bodyExample: { names: ["custom-documents/file.txt-fc4beeeb-e436-454d-8bb4-e5b8979cb48f.json"] },
    responses: {
      200: { description: "They are gone.", schema: z.object({ success: z.literal(true), message: z.string() }) },
      400: refusedInMessage("The names are not a list of text."),
      403: forbidden,
    },
    errors: successError,
    handle: async ({ client, body }) => {
      const { documents, unknown } = await documentsNamed(client, body.names);
      if (documents.length > 0)
        await client.execute(DeleteDocumentsOperation, { documentIds: documents.map(({ id }) => id) });
      const missing = unknown.length === 0 ? "" : `. Not found: ${unknown.join(", ")}.`;
      return json({ success: true, message: `Documents removed successfully${missing}` });
    },
  }),
];

/** The library as a tree of folders. The folder that uploads go to by default comes first, as AnythingLLM has it. */
function tree(documents: readonly LibraryFieldsFragment[]) {
  const folders = new Map<string, object[]>();
  for (const document of documents) {
    const items = folders.get(document.folder) ?? [];
    items.push(presentListed(document));
    folders.set(document.folder, items);
  }
  const names = [...folders.keys()].sort(
    (a, b) => Number(b === "custom-documents") - Number(a === "custom-documents") || (a < b ? -1 : 1),
  );
  return {
    name: "documents",
    type: "folder",
    items: names.map((name) => ({ name, type: "folder", items: folders.get(name) ?? [] })),
  };
}

function noFolder(folder: string): string {
  return `Folder "${folder}" does not exist.`;
}

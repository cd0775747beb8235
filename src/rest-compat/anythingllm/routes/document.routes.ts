import { z } from "zod";
import { AcceptedFileTypesOperation, DeleteDocumentsOperation } from "../../../generated/operations.js";
import { NotFoundError } from "../../../errors/index.js";
import { json, stream } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { findFile, piecesOf } from "../document-file.js";
import { plainError, successError, textError } from "../errors.js";
import { documentsNamed, findDocument } from "../library.js";
import { presentDocument } from "../present/document.js";
import { presentFileTypes } from "../present/file-types.js";
import { documentSchema } from "../present/schemas.js";
import { forbidden, refusedInMessage, refusedInText } from "./responses.js";

const tags = ["Documents"];
const errorSchema = z.object({ error: z.string() });
const nameHelp =
  "By its name or its location as lists show them, its uuid, its number, or `doc-` and its number; whatever folder stands before it.";

/** What may be said of a text under `metadata`, in the words that AnythingLLM has for it. */
const metadataSchema = {
  url: "string | nullable",
  title: "string",
  docAuthor: "string | nullable",
  description: "string | nullable",
  docSource: "string | nullable",
  chunkSource: "string | nullable",
  published: "epoch timestamp in ms | nullable",
};

/** One document, its file, and what may become one. */
export const documentRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/document/accepted-file-types",
    summary: "List the types of files that can be uploaded",
    description:
      "Media types with the extensions that go with them. Recordings are among them while a model is configured that writes down speech. Files are told apart by their content, so that a wrong name does no harm.",
    tags,
    responses: {
      200: {
        description: "The types.",
        schema: z.object({ types: z.record(z.string(), z.array(z.string())) }),
        example: { types: { "application/pdf": [".pdf"], "text/plain": [".txt", ".text", ".log"] } },
      },
      403: forbidden,
    },
    errors: plainError,
    handle: async ({ client }) => {
      const { acceptedFileTypes } = await client.execute(AcceptedFileTypesOperation, {});
      return json({ types: presentFileTypes(acceptedFileTypes) });
    },
  }),
  route({
    method: "GET",
    path: "/document/metadata-schema",
    summary: "Tell what is known as metadata of a raw text",
    description: "The keys that have a meaning; others are kept with the document.",
    tags,
    responses: {
      200: {
        description: "The keys, with the types of their values in words.",
        schema: z.object({ schema: z.record(z.string(), z.string()) }),
        example: { schema: metadataSchema },
      },
      403: forbidden,
    },
    errors: plainError,
    handle: () => Promise.resolve(json({ schema: metadataSchema })),
  }),
  route({
    method: "GET",
    path: "/document/generated-files/:filename",
    summary: "Download the file behind a document",
    description:
      "The file is named by a word, the document's uuid and the file's extension: `pdf-<uuid>.pdf`. It comes with its media type, as a file to keep.",
    tags,
    responses: {
      200: { description: "The file's bytes.", contentType: "application/octet-stream" },
      400: { description: "The name is not of that form.", schema: errorSchema },
      403: forbidden,
      404: { description: "There is no such file.", schema: errorSchema },
      422: { description: "The stored file is missing.", schema: errorSchema },
    },
    errors: plainError,
    handle: async ({ client, params }) => {
      const file = await findFile(client, params["filename"] ?? "");
      return stream(piecesOf(client, file.id), file.mimeType, file.name);
    },
  }),
  route({
    method: "GET",
    path: "/document/:docName",
    summary: "Get a document",
    description: nameHelp,
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
    path: "/document/:docName",
    summary: "Remove a document from the library and from every workspace",
    description: nameHelp,
    tags,
    responses: {
      200: { description: "It is gone.", schema: z.object({ success: z.literal(true), message: z.string() }) },
      403: forbidden,
      404: { description: "There is no such document.", schema: errorSchema },
    },
    errors: plainError,
    handle: async ({ client, params }) => {
      const document = await findDocument(client, params["docName"] ?? "");
      if (document === null) throw new NotFoundError("Document");
      await client.execute(DeleteDocumentsOperation, { documentIds: [document.id] });
      return json({ success: true, message: "Document removed successfully" });
    },
  }),
  route({
    method: "DELETE",
    path: "/system/remove-documents",
    summary: "Remove documents from the library and from every workspace",
    description: `${nameHelp} Names that no document has are told in \`message\`.`,
    tags: ["System Settings"],
    body: z.object({ names: z.array(z.string()).max(1_000) }),
    bodyExample: { names: ["doc-1"] },
    responses: {
      200: { description: "They are gone.", schema: z.object({ success: z.literal(true), message: z.string() }) },
      400: refusedInMessage("The names are not a list of text."),
      403: forbidden,
    },
    errors: successError,
    handle: async ({ client, body }) => {
      const { documents, unknown } = await documentsNamed(client, body.names);
      const documentIds = [...new Set(documents.map(({ id }) => id))];
      if (documentIds.length > 0) await client.execute(DeleteDocumentsOperation, { documentIds });
      const missing = unknown.length === 0 ? "" : `. Not found: ${unknown.join(", ")}.`;
      return json({ success: true, message: `Documents removed successfully${missing}` });
    },
  }),
];

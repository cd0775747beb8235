import { z } from "zod";
import { CreateTextDocumentOperation, UploadDocumentOperation } from "../../../generated/operations.js";
import { ValidationError } from "../../../errors/index.js";
import type { Answer } from "../../routing/answer.js";
import { uploadOf } from "../../routing/multipart.js";
import { type Route, route, type RouteRequest } from "../../routing/route.js";
import { objectOrJson } from "../../routing/values.js";
import { answerAdded } from "../add-document.js";
import { documentMetadata, documentPlaces, factNames, factsOf, placesIn, uploadFields } from "../document-facts.js";
import { documentError } from "../errors.js";
import { workspacesNamed } from "../workspace-reference.js";
import { added, forbidden, notAdded } from "./responses.js";

const tags = ["Documents"];
const responses = {
  200: added,
  400: notAdded("There is no file, or a field is not valid."),
  403: forbidden,
  413: notAdded("The file is too large."),
  422: notAdded("The file cannot be read, or has no text."),
  504: notAdded("The reading takes longer than the answer may; it goes on."),
};
const missingTitle =
  "You are missing required metadata key:value pairs in your request. Required metadata key:values are 'title'";

const uploadHelp =
  "The answer comes when the file is read, and it can be asked then. Its format is told by its content. Workspaces that do not exist are told in `error`; `metadata` is an object or its JSON, and keys beyond the known ones are kept.";
const uploadExample = {
  addToWorkspaces: "my-workspace",
  metadata: {
    title: "Custom Title",
    docAuthor: "Author Name",
    description: "A brief description",
    docSource: "Source of the document",
  },
};

/** Documents in: files and raw text. */
export const uploadRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/document/upload",
    summary: "Upload a file to be read and prepared for embedding",
    description: uploadHelp,
    tags,
    file: "file",
    body: uploadFields,
    bodyExample: uploadExample,
    responses,
    errors: documentError,
    fieldNames: factNames,
    handle: (request) => upload(request),
  }),
  route({
    method: "POST",
    path: "/document/upload/:folderName",
    summary: "Upload a file to a folder, which is created when it is new",
    description: uploadHelp,
    tags,
    file: "file",
    body: uploadFields,
    bodyExample: uploadExample,
    responses,
    errors: documentError,
    fieldNames: factNames,
    handle: (request) => upload(request, request.params["folderName"]),
  }),
  route({
    method: "POST",
    path: "/document/raw-text",
    summary: "Add a document by its text",
    description:
      "The title is required under `metadata`, and stays as it is given; keys beyond the known ones are kept. Workspaces that do not exist are told in `error`.",
    tags,
    body: documentPlaces.extend({
      textContent: z.string({ error: "The 'textContent' key cannot have an empty value." }).optional(),
      metadata: objectOrJson(documentMetadata.nullable()).optional(),
    }),
    bodyExample: {
      textContent: "This is the raw text that will be saved as a document.",
      addToWorkspaces: "my-workspace",
      metadata: { title: "The title is required", docAuthor: "Author Name" },
    },
    responses: {
      200: added,
      403: forbidden,
      422: notAdded("The title or the text is missing, or a field is not valid."),
    },
    errors: documentError,
    statuses: { invalid: 422 },
    fieldNames: factNames,
    handle: async ({ client, body, instance }) => {
      const { title, ...metadata } = body.metadata ?? {};
      if (typeof title !== "string" || title.trim() === "") throw new ValidationError(missingTitle);
      if (body.textContent === undefined || body.textContent.trim() === "") {
        throw new ValidationError("The 'textContent' key cannot have an empty value.");
      }
      const workspaces = await workspacesNamed(client, placesIn(body));
      const input = { ...factsOf(metadata), title, text: body.textContent, workspaceIds: workspaces.ids };
      const { createTextDocument } = await client.execute(CreateTextDocumentOperation, { input });
      return answerAdded(client, createTextDocument.document, workspaces, instance);
    },
  }),
];

async function upload(
  { client, body, file, instance }: RouteRequest<unknown, unknown, z.output<typeof uploadFields>>,
  folder?: string,
): Promise<Answer> {
  if (file === null) throw new ValidationError("There is no file.", { field: "file" });
  const workspaces = await workspacesNamed(client, placesIn(body));
  const input = {
    ...factsOf(body.metadata ?? {}),
    ...(folder === undefined ? {} : { folder }),
    workspaceIds: workspaces.ids,
    file: uploadOf(file),
  };
  const { uploadDocument } = await client.execute(UploadDocumentOperation, { input });
  return answerAdded(client, uploadDocument.document, workspaces, instance);
}

import { z } from "zod";
import { CreateFolderOperation, DeleteFolderOperation } from "../../../generated/operations.js";
import { ValidationError } from "../../../errors/index.js";
import { json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { successError } from "../errors.js";
import { type FileMove, moveFiles } from "../move-files.js";
import { forbidden, refusedInMessage } from "./responses.js";

const tags = ["Documents"];
const noFolder = "There is no such folder.";
const doneSchema = z.object({ success: z.boolean(), message: z.string().nullable() });

/** The folders of the library. */
export const folderRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/document/create-folder",
    summary: "Make a folder",
    description: "Documents make theirs by themselves. A name with `/` in it is a folder of its own.",
    tags,
    body: z.object({ name: z.string().nullish() }),
    bodyExample: { name: "my-folder" },
    responses: {
      200: { description: "It is there.", schema: doneSchema, example: { success: true, message: null } },
      400: refusedInMessage("The name is missing, or is none."),
      403: forbidden,
      409: refusedInMessage("There is a folder of this name."),
    },
    errors: successError,
    handle: async ({ client, body: { name } }) => {
      if (name == null || name.trim() === "") throw new ValidationError("Failed to create folder: Invalid path.");
      await client.execute(CreateFolderOperation, { name });
      return json({ success: true, message: null });
    },
  }),
  route({
    method: "DELETE",
    path: "/document/remove-folder",
    summary: "Remove a folder with all documents in it, from every workspace too",
    description:
      "`message` tells when there is no such folder. The folder `custom-documents` stays, since documents without a folder come into it.",
    tags,
    body: z.object({ name: z.string().nullish() }),
    bodyExample: { name: "my-folder" },
    responses: {
      200: {
        description: "There is no such folder any more; or, with `success` false, it stays.",
        schema: doneSchema,
        example: { success: true, message: "Folder removed successfully" },
      },
      400: refusedInMessage("The name is no text."),
      403: forbidden,
    },
    // A folder that is not there is as the client wants it.
    errors: ({ kind, status, message }) =>
      json(kind === "notFound" ? { success: true, message: noFolder } : { success: false, message }, status),
    statuses: { notFound: 200, conflict: 200 },
    handle: async ({ client, body: { name } }) => {
      if (name == null || name === "") return json({ success: true, message: "No folder was named." });
      await client.execute(DeleteFolderOperation, { name });
      return json({ success: true, message: "Folder removed successfully" });
    },
  }),
  route({
    method: "POST",
    path: "/document/move-files",
    summary: "Move documents to other folders",
    description:
      "A folder is made when it is new. Documents keep their names, and their places in workspaces. Unknown ones are told in `message`; the others are moved.",
    tags,
    body: z.object({
      files: z
        .array(z.object({ from: z.string().max(1_000), to: z.string().max(1_000) }))
        .max(1_000)
        .describe(
          "Locations, as they are and as they shall be. What moves may be named by its uuid, or `doc-` and its number, too.",
        ),
    }),
    bodyExample: {
      files: [{ from: "doc-1", to: "my-folder/" }],
    },
    responses: {
      200: { description: "They are moved.", schema: doneSchema, example: { success: true, message: null } },
      400: refusedInMessage("The files are not a list of moves."),
      403: forbidden,
      404: refusedInMessage("Some documents are unknown."),
    },
    errors: successError,
    handle: async ({ client, body }) => {
      const { unknown, renamed } = await moveFiles(client, body.files satisfies readonly FileMove[]);
      if (unknown.length > 0) {
        return json({ success: false, message: `Failed to move some files. Not found: ${unknown.join(", ")}.` }, 404);
      }
      const message = renamed.length === 0 ? null : `Documents keep their names: ${renamed.join(", ")}.`;
      return json({ success: true, message });
    },
  }),
];

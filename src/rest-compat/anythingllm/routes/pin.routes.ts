import { z } from "zod";
import { PinDocumentOperation } from "../../../generated/operations.js";
import { DocentError } from "../../../errors/index.js";
import { json, text } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { flag } from "../../routing/values.js";
import { textError, unknownIs400 } from "../errors.js";
import { findDocument } from "../library.js";
import { workspaceOf } from "../workspace-reference.js";
import { forbidden, refusedInText } from "./responses.js";

const pinStatus = flag();

/** Pins: documents that are always given to the model. */
export const pinRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/workspace/:slug/update-pin",
    summary: "Pin a document of a workspace, or unpin it",
    description:
      "The document is named by its location, its uuid, or `doc-` and its number. Without a `docPath`, or a `pinStatus`, nothing is changed.",
    tags: ["Workspaces"],
    body: z.object({
      docPath: z.string().max(2_000).nullish(),
      pinStatus: z.unknown().optional().describe("true or false."),
    }),
    bodyExample: { docPath: "doc-1", pinStatus: true },
    responses: {
      200: { description: "What was done.", schema: z.object({ message: z.string() }) },
      400: refusedInText("There is no such workspace, or a field is not valid."),
      403: forbidden,
      404: refusedInText("The workspace has no such document."),
    },
    errors: textError,
    statuses: unknownIs400,
    handle: async ({ client, params, body }) => {
      const workspace = await workspaceOf(client, params["slug"] ?? "");
      const pinned = pinStatus.safeParse(body.pinStatus);
      if (body.docPath == null || body.docPath === "") {
        return json({ message: "Nothing was changed: docPath names no document." });
      }
      const document = await findDocument(client, body.docPath);
      if (document === null) return text("Not Found", 404);
      if (!pinned.success) return json({ message: "Nothing was changed: pinStatus is neither true nor false." });
      try {
        await client.execute(PinDocumentOperation, {
          input: { workspaceId: workspace.id, documentId: document.id, pinned: pinned.data },
        });
      } catch (error) {
        // It stands in the library, but not in the workspace.
        if (error instanceof DocentError && error.kind === "notFound") return text("Not Found", 404);
        throw error;
      }
      return json({ message: "Pin status updated successfully" });
    },
  }),
];

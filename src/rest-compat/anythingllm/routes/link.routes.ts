import { z } from "zod";
import { AddLinkOperation } from "../../../generated/operations.js";
import { type Route, route } from "../../routing/route.js";
import { objectOrJson } from "../../routing/values.js";
import { answerAdded } from "../add-document.js";
import { documentMetadata, documentPlaces, factNames, factsOf, placesIn } from "../document-facts.js";
import { documentError } from "../errors.js";
import { workspacesNamed } from "../workspace-reference.js";
import { added, forbidden, notAdded } from "./responses.js";

/** Documents from the web. */
export const linkRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/document/upload-link",
    summary: "Fetch a page or a file of the web, to be read and prepared for embedding",
    description:
      "Any format that can be uploaded. Addresses inside of this server's network are refused, unless an administrator has allowed them. `scraperHeaders` are sent to the link's own origin alone, also when it redirects, and are not kept.",
    tags: ["Documents"],
    body: documentPlaces.extend({
      link: z.string({ error: "Not a valid URL." }).min(1, "Not a valid URL.").max(2_000),
      addToWorkspaces: z
        .union([z.string(), z.array(z.string()).max(100)])
        .nullish()
        .describe("Slugs of workspaces, with commas between them or as a list."),
      scraperHeaders: objectOrJson(
        z.union([z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), z.null()], {
          error: "scraperHeaders must be an object of texts",
        }),
      )
        .optional()
        .describe("At most 20 headers."),
      metadata: objectOrJson(documentMetadata.nullable()).optional(),
    }),
    bodyExample: {
      link: "https://example.com",
      addToWorkspaces: "my-workspace",
      scraperHeaders: { "My-Custom-Header": "value" },
      metadata: { title: "Custom Title", docAuthor: "Author Name", description: "A brief description" },
    },
    responses: {
      200: added,
      400: notAdded("The link is none, or leads to what must not be asked, or a field is not valid."),
      403: forbidden,
      413: notAdded("What it leads to is too large."),
      422: notAdded("What it leads to cannot be read, has no text, or must not be fetched by programs."),
      502: notAdded("Nobody answers there, or with an error."),
      504: notAdded("It, or its reading, takes longer than the answer may; a reading that has begun goes on."),
    },
    errors: documentError,
    fieldNames: { ...factNames, url: "link", headers: "scraperHeaders" },
    handle: async ({ client, body, instance }) => {
      const workspaces = await workspacesNamed(client, placesIn(body));
      const headers = Object.entries(body.scraperHeaders ?? {}).map(([name, value]) => ({
        name,
        value: String(value),
      }));
      const input = { ...factsOf(body.metadata ?? {}), url: body.link, headers, workspaceIds: workspaces.ids };
      const { addLink } = await client.execute(AddLinkOperation, { input });
      return answerAdded(client, addLink.document, workspaces, instance);
    },
  }),
];

import { z } from "zod";
import { AttachDocumentsOperation, DetachDocumentsOperation, SearchOperation } from "../../../generated/operations.js";
import { json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { given } from "../../routing/values.js";
import { messageError, textError, unknownIs400 } from "../errors.js";
import { documentsNamed } from "../library.js";
import { presentHit } from "../present/hit.js";
import { fullWorkspaceSchema } from "../present/schemas.js";
import { withDocuments } from "../workspace-contents.js";
import { workspaceOf } from "../workspace-reference.js";
import { forbidden, refusedInMessage, refusedInText } from "./responses.js";

const tags = ["Workspaces"];
const locations = z.array(z.string()).max(1_000).nullish();
const emptyQuery = "Query parameter cannot be empty.";

/** The documents of a workspace: attach, detach, search. */
export const retrievalRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/workspace/:slug/update-embeddings",
    summary: "Add documents to a workspace, or remove them from it",
    description:
      "Documents are named by their location, their uuid, or `doc-` and their number. Adding one twice changes nothing. Unknown ones are told in `message`.",
    tags,
    body: z.object({ adds: locations, deletes: locations }),
    bodyExample: { adds: ["doc-1"], deletes: [] },
    responses: {
      200: {
        description: "The workspace with its documents.",
        schema: z.object({ workspace: fullWorkspaceSchema, message: z.string().nullable() }),
      },
      400: refusedInText("There is no such workspace, or a list is not valid."),
      403: forbidden,
    },
    errors: textError,
    statuses: unknownIs400,
    handle: async ({ client, params, body, instance }) => {
      const { id, slug } = await workspaceOf(client, params["slug"] ?? "");
      const deletes = await documentsNamed(client, body.deletes ?? []);
      const adds = await documentsNamed(client, body.adds ?? []);
      const detached = deletes.documents.map((document) => document.id);
      const attached = adds.documents.map((document) => document.id);
      if (detached.length > 0)
        await client.execute(DetachDocumentsOperation, { input: { workspaceId: id, documentIds: detached } });
      if (attached.length > 0)
        await client.execute(AttachDocumentsOperation, { input: { workspaceId: id, documentIds: attached } });

      const failed = adds.documents.filter(({ status }) => status === "FAILED").map(({ location }) => location);
      const unread = adds.documents
        .filter(({ status }) => status !== "FAILED" && status !== "READY")
        .map(({ location }) => location);
      return json({
        workspace: await withDocuments(client, await workspaceOf(client, slug), instance),
        message: told([
          ["Not found", [...adds.unknown, ...deletes.unknown]],
          ["Could not be read", failed],
          ["Not searchable yet", unread],
        ]),
      });
    },
  }),
  route({
    method: "POST",
    path: "/workspace/:slug/vector-search",
    summary: "Search a workspace's documents, without a model",
    description:
      "`topN` and `scoreThreshold` are the workspace's unless they are valid numbers. `score` is the measured similarity.",
    tags,
    body: z.object({
      query: z.preprocess(
        (value) => (Array.isArray(value) ? value.join(",") : value),
        z.string({ error: emptyQuery }).max(10_000, "query must be at most 10,000 characters"),
      ),
      topN: z.union([z.number(), z.string()]).nullish(),
      scoreThreshold: z.union([z.number(), z.string()]).nullish(),
    }),
    bodyExample: { query: "What is the meaning of life?", topN: 4, scoreThreshold: 0.75 },
    responses: {
      200: {
        description: "The passages, most relevant first.",
        schema: z.object({
          results: z.array(
            z.object({
              id: z.uuid(),
              text: z.string(),
              metadata: z.looseObject({ title: z.string(), url: z.string() }),
              distance: z.number(),
              score: z.number(),
            }),
          ),
          message: z.string().optional(),
        }),
      },
      400: refusedInMessage("There is no such workspace, or the query is empty."),
      403: forbidden,
      502: refusedInMessage("The embedding model's server failed."),
      504: refusedInMessage("The embedding model's server took too long."),
    },
    errors: messageError,
    statuses: unknownIs400,
    handle: async ({ client, params, body }) => {
      if (body.query.trim() === "") return json({ message: emptyQuery }, 400);
      const { id } = await workspaceOf(client, params["slug"] ?? "");
      const topN = numberWithin(body.topN, 1, Infinity);
      const input = {
        workspaceId: id,
        query: body.query,
        groupBy: "CHUNK" as const,
        ...given({
          topN: topN === undefined ? undefined : Math.min(Math.floor(topN), 100),
          similarityThreshold: numberWithin(body.scoreThreshold, 0, 1),
        }),
      };
      const { search } = await client.execute(SearchOperation, { input });
      // No candidate at all, however dissimilar: there is nothing to search in.
      const message = search.bestScore === null ? { message: "No embeddings found for this workspace." } : {};
      return json({ results: search.hits.map(presentHit), ...message });
    },
  }),
];

function numberWithin(value: number | string | null | undefined, least: number, most: number): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && number >= least && number <= most ? number : undefined;
}

/** One sentence for each kind of document that something was wrong with; null: none was. */
function told(kinds: readonly (readonly [string, readonly string[]])[]): string | null {
  const sentences = kinds
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${what}: ${names.join(", ")}.`);
  return sentences.length === 0 ? null : sentences.join(" ");
}

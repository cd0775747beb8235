import { z } from "zod";
import {
  FindVectorStoreOperation,
  ListVectorStoresOperation,
  type ListVectorStoresQuery,
  type ListVectorStoresQueryVariables,
} from "../../../generated/operations.js";
import { ValidationError } from "../../../errors/index.js";
import type { CallerClient } from "../../client.js";
import { json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { numeric } from "../../routing/values.js";
import { openaiError } from "../errors.js";
import { refused } from "./responses.js";

const largestPage = 100;

const storeSchema = z.looseObject({
  id: z.string(),
  object: z.literal("vector_store"),
  name: z.string(),
  created_at: z.number(),
  status: z.literal("completed"),
  file_counts: z.looseObject({ total: z.number() }),
  provider: z.string(),
});

type Store = ListVectorStoresQuery["workspaces"]["nodes"][number];

/** A list from one of its ends, as far as it is read. */
interface Stores {
  readonly nodes: readonly Store[];
  readonly hasMore: boolean;
}

/** What a client asks for, in terms of the list's order. */
interface Wanted {
  readonly isDescending: boolean;
  /** null: all. */
  readonly limit: number | null;
  /** Cursors of the stores between which the page lies. */
  readonly after: string | null;
  readonly before: string | null;
}

/** Workspaces as the vector stores that they are to OpenAI's clients. */
export const vectorStoresRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/vector_stores",
    summary: "List the workspaces as vector stores",
    description: "All of them, oldest first, unless `limit` is given; `after` and `before` take the id of a store.",
    tags: ["OpenAI Compatible Endpoints"],
    query: z.object({
      limit: numeric(z.number().int().min(1).max(largestPage)).optional().describe("1 to 100; default: all."),
      order: z.enum(["asc", "desc"]).optional().describe("By the time of creation; default `asc`."),
      after: z.string().optional().describe("The id of the last store of the page before."),
      before: z.string().optional().describe("The id of the first store of the page behind."),
    }),
    responses: {
      200: {
        description: "The vector stores.",
        schema: z.object({
          object: z.literal("list"),
          first_id: z.string().nullable(),
          last_id: z.string().nullable(),
          data: z.array(storeSchema),
          has_more: z.boolean(),
        }),
      },
      400: refused("A parameter is not valid, or names no vector store."),
      403: refused("There is no valid API key."),
    },
    errors: openaiError,
    handle: async ({ client, query }) => {
      const { nodes, hasMore } = await read(client, {
        isDescending: query.order === "desc",
        limit: query.limit ?? null,
        after: await cursorOf(client, query.after, "after"),
        before: await cursorOf(client, query.before, "before"),
      });
      const data = nodes.map(presentStore);
      return json({
        object: "list",
        first_id: data[0]?.id ?? null,
        last_id: data.at(-1)?.id ?? null,
        data,
        has_more: hasMore,
      });
    },
  }),
];

async function cursorOf(client: CallerClient, slug: string | undefined, field: string): Promise<string | null> {
  if (slug === undefined) return null;
  const { workspace } = await client.execute(FindVectorStoreOperation, { slug });
  if (workspace === null) throw new ValidationError(`There is no vector store '${slug}'.`, { field });
  return workspace.cursor;
}

/** Reads as many as are wanted, in pages of the schema's size. */
async function read(client: CallerClient, wanted: Wanted): Promise<Stores> {
  const nodes: Store[] = [];
  let after = wanted.after;
  for (;;) {
    const size = Math.min(largestPage, (wanted.limit ?? Infinity) - nodes.length);
    const page = await readPage(client, { ...wanted, after }, size);
    nodes.push(...page.nodes);
    if (!page.hasMore || nodes.length === wanted.limit) return { nodes, hasMore: page.hasMore };
    after = page.end;
  }
}

async function readPage(client: CallerClient, { isDescending, after, before }: Wanted, size: number) {
  // From the newest on, what comes after stands before in the schema's list.
  const variables: ListVectorStoresQueryVariables = isDescending
    ? { last: size, before: after, after: before }
    : { first: size, after, before };
  const { nodes, pageInfo } = (await client.execute(ListVectorStoresOperation, variables)).workspaces;
  return isDescending
    ? { nodes: nodes.toReversed(), hasMore: pageInfo.hasPreviousPage, end: pageInfo.startCursor }
    : { nodes, hasMore: pageInfo.hasNextPage, end: pageInfo.endCursor };
}

function presentStore({ slug, name, createdAt, updatedAt, documentCount }: Store) {
  const counts = { in_progress: 0, completed: documentCount, cancelled: 0, failed: 0 };
  return {
    id: slug,
    object: "vector_store",
    name,
    created_at: secondsOf(createdAt),
    last_active_at: secondsOf(updatedAt),
    status: "completed",
    file_counts: { total: documentCount, ...counts },
    metadata: {},
    provider: "pgvector",
  };
}

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1_000);
}

import {
  FindWorkspaceDocumentsOperation,
  type FindWorkspaceThreadsQuery,
  FindWorkspaceThreadsOperation,
  type PlaceFieldsFragment,
  type WorkspaceFieldsFragment,
} from "../../generated/operations.js";
import type { CallerClient } from "../client.js";
import type { Instance } from "../routing/route.js";
import { pages } from "../routing/values.js";
import { presentPlace, presentWorkspace } from "./present/workspace.js";
import { UnknownWorkspaceError } from "./workspace-reference.js";

/** A workspace with its documents, and how much of the model's window those of them take that it is always given. */
export async function withDocuments(client: CallerClient, workspace: WorkspaceFieldsFragment, instance: Instance) {
  const places = await placesOf(client, workspace.slug);
  const pinned = places.filter((place) => place.pinned);
  return {
    ...presentWorkspace(workspace),
    documents: places.map((place) => presentPlace(place, workspace.databaseId)),
    contextWindow: instance.contextWindow,
    currentContextTokenCount: pinned.reduce((sum, { document }) => sum + (document.tokenCount ?? 0), 0),
  };
}

/** Every document of a workspace, in the order of attachment. */
async function placesOf(client: CallerClient, slug: string): Promise<PlaceFieldsFragment[]> {
  const places: PlaceFieldsFragment[] = [];
  const read = async (after: string | null) => {
    const { workspace } = await client.execute(FindWorkspaceDocumentsOperation, { reference: slug, after });
    if (workspace === null) throw new UnknownWorkspaceError(slug);
    return workspace.documents;
  };
  for await (const page of pages(read)) places.push(...page.nodes);
  return places;
}

type Thread = NonNullable<FindWorkspaceThreadsQuery["workspace"]>["threads"]["nodes"][number];

/** Every thread of a workspace, oldest first. */
export async function threadsOf(client: CallerClient, slug: string): Promise<Thread[]> {
  const threads: Thread[] = [];
  const read = async (after: string | null) => {
    const { workspace } = await client.execute(FindWorkspaceThreadsOperation, { reference: slug, after });
    if (workspace === null) throw new UnknownWorkspaceError(slug);
    return workspace.threads;
  };
  for await (const page of pages(read)) threads.push(...page.nodes);
  return threads;
}

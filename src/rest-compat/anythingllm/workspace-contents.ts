import {
  FindWorkspaceDocumentsOperation,
  type FindWorkspaceThreadsQuery,
  FindWorkspaceThreadsOperation,
  type PlaceFieldsFragment,
} from "../../generated/operations.js";
import type { CallerClient } from "../client.js";
import { pages } from "../routing/values.js";
import { UnknownWorkspaceError } from "./workspace-reference.js";

/** Every document of a workspace, in the order of attachment. */
export async function placesOf(client: CallerClient, slug: string): Promise<PlaceFieldsFragment[]> {
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

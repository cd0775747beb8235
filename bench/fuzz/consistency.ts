import { data, type Target } from "../../test/support/graphql-client.js";
import { setTimeout as delay } from "node:timers/promises";

/** How much there is of what a run makes and removes. */
export interface Counts {
  readonly workspaces: number;
  readonly documents: number;
  readonly chats: number;
}

/** Waits until no document is being read, and counts. */
export async function settled(target: Target): Promise<Counts> {
  for (;;) {
    const { workspaces, documents, chats, unread } = await data<Record<string, { readonly totalCount: number }>>(
      target,
      `{ workspaces(first: 1) { totalCount } documents(first: 1) { totalCount } chats(first: 1) { totalCount }
         unread: documents(first: 1, filter: { status: [QUEUED, PARSING, EMBEDDING] }) { totalCount } }`,
    );
    const counts = { workspaces, documents, chats };
    if (unread?.totalCount === 0) {
      return Object.fromEntries(
        Object.entries(counts).map(([name, of]) => [name, of?.totalCount]),
      ) as unknown as Counts;
    }
    await delay(500);
  }
}

import { type ChatFieldsFragment, FirstChatsOperation, LastChatsOperation } from "../../generated/operations.js";
import type { CallerClient } from "../client.js";
import { defined } from "../routing/values.js";
import { UnknownWorkspaceError } from "./workspace-reference.js";

/** Which chats are wanted. */
export interface HistoryRequest {
  /** A thread's; null: those of none. */
  readonly threadId: string | null;
  /** null: chats of no session; undefined: of any, and of none. */
  readonly sessionId?: string | null;
  /** Only chats with these numbers, whether later answers see them or not. */
  readonly databaseIds?: readonly number[];
  /** At least one is read; none when it is no number. */
  readonly limit: number;
  readonly order: "asc" | "desc";
}

/** What was said in a conversation. */
export interface History {
  readonly workspaceId: number;
  /** Whether people have accounts here. */
  readonly isMultiUser: boolean;
  readonly chats: readonly ChatFieldsFragment[];
}

/** The chats of a conversation of users, as far as later answers see them: the oldest, or with `desc` the newest. */
export async function historyOf(
  client: CallerClient,
  reference: string,
  { threadId, sessionId, databaseIds, limit, order }: HistoryRequest,
): Promise<History> {
  const wanted = Number.isNaN(limit) ? 0 : Math.max(1, Math.floor(limit));
  const which = databaseIds === undefined ? { threadId, included: true, fromEmbed: false } : { databaseIds };
  const filter = { ...defined({ sessionId }), ...which, answered: true };
  const chats: ChatFieldsFragment[] = [];
  let facts: Pick<History, "workspaceId" | "isMultiUser">;
  let cursor: string | null = null;
  do {
    const count = Math.max(1, Math.min(100, wanted - chats.length));
    const page = await readPage(client, { reference, filter, count, cursor, order });
    facts = page;
    chats.push(...page.chats.slice(0, wanted - chats.length));
    cursor = page.next;
  } while (cursor !== null && chats.length < wanted);
  return { workspaceId: facts.workspaceId, isMultiUser: facts.isMultiUser, chats };
}

interface PageRequest {
  readonly reference: string;
  readonly filter: object;
  readonly count: number;
  readonly cursor: string | null;
  readonly order: "asc" | "desc";
}

interface ChatPage extends History {
  /** The cursor to go on from; null: this was the last page. */
  readonly next: string | null;
}

async function readPage(
  client: CallerClient,
  { reference, filter, count, cursor, order }: PageRequest,
): Promise<ChatPage> {
  if (order === "asc") {
    const { workspace, instance } = await client.execute(FirstChatsOperation, {
      reference,
      filter,
      count,
      after: cursor,
    });
    if (workspace === null) throw new UnknownWorkspaceError(reference);
    const { nodes, pageInfo } = workspace.chats;
    return {
      workspaceId: workspace.databaseId,
      isMultiUser: instance.multiUserMode,
      chats: nodes,
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    };
  }
  const { workspace, instance } = await client.execute(LastChatsOperation, {
    reference,
    filter,
    count,
    before: cursor,
  });
  if (workspace === null) throw new UnknownWorkspaceError(reference);
  const { nodes, pageInfo } = workspace.chats;
  return {
    workspaceId: workspace.databaseId,
    isMultiUser: instance.multiUserMode,
    chats: nodes.toReversed(),
    next: pageInfo.hasPreviousPage ? pageInfo.startCursor : null,
  };
}

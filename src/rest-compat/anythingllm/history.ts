import { type ChatFieldsFragment, FirstChatsOperation, LastChatsOperation } from "../../generated/operations.js";
import type { CallerClient } from "../client.js";
import { UnknownWorkspaceError } from "./workspace-reference.js";

/** Which chats are wanted. */
export interface HistoryRequest {
  /** null: chats of no session. */
  readonly sessionId: string | null;
  /** At least one is read; none when it is no number. */
  readonly limit: number;
  readonly order: "asc" | "desc";
}

/** The chats of a workspace outside threads, as far as later answers see them: the oldest, or with `desc` the newest. */
export async function historyOf(client: CallerClient, reference: string, { sessionId, limit, order }: HistoryRequest) {
  const wanted = Number.isNaN(limit) ? 0 : Math.max(1, Math.floor(limit));
  const filter = { included: true, threadId: null, sessionId };
  const chats: ChatFieldsFragment[] = [];
  let workspaceId: number;
  let cursor: string | null = null;
  do {
    const count = Math.max(1, Math.min(100, wanted - chats.length));
    const page = await readPage(client, { reference, filter, count, cursor, order });
    workspaceId = page.workspaceId;
    chats.push(...page.chats.filter(isAnswered).slice(0, wanted - chats.length));
    cursor = page.next;
  } while (cursor !== null && chats.length < wanted);
  return { workspaceId, chats };
}

/** A chat whose answer is still coming, or never began, is no part of a conversation. */
function isAnswered(chat: ChatFieldsFragment): boolean {
  return chat.finishedAt !== null && chat.response !== "";
}

interface PageRequest {
  readonly reference: string;
  readonly filter: object;
  readonly count: number;
  readonly cursor: string | null;
  readonly order: "asc" | "desc";
}

interface ChatPage {
  readonly workspaceId: number;
  readonly chats: readonly ChatFieldsFragment[];
  /** The cursor to go on from; null: this was the last page. */
  readonly next: string | null;
}

async function readPage(
  client: CallerClient,
  { reference, filter, count, cursor, order }: PageRequest,
): Promise<ChatPage> {
  if (order === "asc") {
    const { workspace } = await client.execute(FirstChatsOperation, { reference, filter, count, after: cursor });
    if (workspace === null) throw new UnknownWorkspaceError(reference);
    const { nodes, pageInfo } = workspace.chats;
    return { workspaceId: workspace.databaseId, chats: nodes, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
  }
  const { workspace } = await client.execute(LastChatsOperation, { reference, filter, count, before: cursor });
  if (workspace === null) throw new UnknownWorkspaceError(reference);
  const { nodes, pageInfo } = workspace.chats;
  return {
    workspaceId: workspace.databaseId,
    chats: nodes.toReversed(),
    next: pageInfo.hasPreviousPage ? pageInfo.startCursor : null,
  };
}

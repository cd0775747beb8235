import { type VisitorChatFieldsFragment, VisitorChatsOperation } from "../../generated/operations.js";
import type { CallerClient } from "../client.js";

/** So many exchanges of a session are shown, the newest. */
const mostShown = 1_000;

/** The exchanges of the visitor's session that have an answer, oldest first. */
export async function sessionHistory(client: CallerClient): Promise<VisitorChatFieldsFragment[]> {
  const newestFirst: VisitorChatFieldsFragment[] = [];
  let before: string | null = null;
  do {
    const page = await readPage(client, before);
    newestFirst.push(...page.nodes.toReversed().filter(isAnswered));
    before = page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null;
  } while (before !== null && newestFirst.length < mostShown);
  return newestFirst.slice(0, mostShown).reverse();
}

async function readPage(client: CallerClient, before: string | null) {
  return (await client.execute(VisitorChatsOperation, { before })).visitorChats;
}

function isAnswered(chat: VisitorChatFieldsFragment): boolean {
  return chat.finishedAt !== null && chat.response !== "";
}

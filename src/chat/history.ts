import { type FindOptionsWhere, In, IsNull, LessThan, Like, Not } from "typeorm";
import type { Transactions } from "../database/transaction.js";
import { Chat, ChatStatus } from "../entities/index.js";
import { visitorsAskers } from "../policies/chat.policy.js";
import { withoutReasoning } from "../providers/index.js";

/** Something that was said earlier in a conversation. */
export interface Turn {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/**
 * What was said before a chat in its conversation: the last exchanges of the same workspace, thread, session, and user or embed that
 * were answered, oldest first. Those taken out of the history, refused or failed are passed over, and what a model thought
 * before it answered is left out.
 *
 * @param length how many exchanges at most.
 */
export async function historyOf(
  transactions: Transactions,
  chat: Pick<Chat, "id" | "workspaceId" | "threadId" | "sessionId" | "userId" | "embedId">,
  length: number,
): Promise<Turn[]> {
  if (length <= 0) return [];
  const where: FindOptionsWhere<Chat> = {
    workspaceId: chat.workspaceId,
    threadId: chat.threadId ?? IsNull(),
    sessionId: chat.sessionId ?? IsNull(),
    userId: chat.userId ?? IsNull(),
    ...(chat.embedId === null ? { asker: Not(Like(visitorsAskers)) } : { embedId: chat.embedId }),
    id: LessThan(chat.id),
    included: true,
    status: In([ChatStatus.COMPLETED, ChatStatus.STOPPED]),
    response: Not(""),
  };
  const latestFirst = await transactions
    .manager()
    .getRepository(Chat)
    .find({ select: { id: true, prompt: true, response: true }, where, order: { id: "DESC" }, take: length });
  return latestFirst.toReversed().flatMap(({ prompt, response }): Turn[] => {
    const content = withoutReasoning(response);
    return content === ""
      ? []
      : [
          { role: "user", content: prompt },
          { role: "assistant", content },
        ];
  });
}

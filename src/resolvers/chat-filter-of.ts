import { optionalDatabaseIdOf } from "../schema/ids.js";
import type { ChatFilterInput } from "../schema/inputs/chat.inputs.js";
import type { ChatFilter } from "../services/chat-filter.js";

/** A filter of chats as the services take it; undefined: all of them. */
export function chatFilterOf(filter: ChatFilterInput | undefined | null): ChatFilter {
  const { threadId, sessionId, included, answered, fromEmbed, databaseIds, from, to } = filter ?? {};
  return {
    threadId: threadId === undefined ? undefined : optionalDatabaseIdOf("Thread", threadId, "filter.threadId"),
    sessionId,
    included: included ?? undefined,
    answered: answered ?? undefined,
    fromEmbed: fromEmbed ?? undefined,
    databaseIds: databaseIds ?? undefined,
    from: from ?? undefined,
    to: to ?? undefined,
  };
}

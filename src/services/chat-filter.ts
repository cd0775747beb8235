import type { SelectQueryBuilder } from "typeorm";
import type { Chat } from "../entities/index.js";

/** Narrows a list of chats; undefined: any, null: only chats without. */
export interface ChatFilter {
  readonly threadId?: number | null | undefined;
  readonly sessionId?: string | null | undefined;
  readonly included?: boolean | undefined;
}

/** Adds a filter's conditions to a query in which chats are called `item`. */
export function narrowChats(query: SelectQueryBuilder<Chat>, { threadId, sessionId, included }: ChatFilter): void {
  if (threadId === null) query.andWhere("item.threadId IS NULL");
  else if (threadId !== undefined) query.andWhere("item.threadId = :threadId", { threadId });
  if (sessionId === null) query.andWhere("item.sessionId IS NULL");
  else if (sessionId !== undefined) query.andWhere("item.sessionId = :sessionId", { sessionId });
  if (included !== undefined) query.andWhere("item.included = :included", { included });
}

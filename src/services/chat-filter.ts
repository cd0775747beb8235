import type { SelectQueryBuilder } from "typeorm";
import type { Chat } from "../entities/index.js";
import { visitorsAskers } from "../policies/chat.policy.js";

/** Narrows a list of chats; undefined: any, null: only chats without. */
export interface ChatFilter {
  readonly threadId?: number | null | undefined;
  readonly sessionId?: string | null | undefined;
  readonly included?: boolean | undefined;
  /** Whether the answer has ended and has any text. */
  readonly answered?: boolean | undefined;
  /** Whether a visitor of an embed asked. */
  readonly fromEmbed?: boolean | undefined;
  readonly databaseIds?: readonly number[] | undefined;
  /** Asked at this moment or later. */
  readonly from?: Date | undefined;
  /** Asked before this moment. */
  readonly to?: Date | undefined;
}

/** Adds a filter's conditions to a query in which chats are called `item`. */
export function narrowChats(query: SelectQueryBuilder<Chat>, filter: ChatFilter): void {
  const { threadId, sessionId, included, answered, fromEmbed, databaseIds, from, to } = filter;
  if (threadId === null) query.andWhere("item.threadId IS NULL");
  else if (threadId !== undefined) query.andWhere("item.threadId = :threadId", { threadId });
  if (sessionId === null) query.andWhere("item.sessionId IS NULL");
  else if (sessionId !== undefined) query.andWhere("item.sessionId = :sessionId", { sessionId });
  if (included !== undefined) query.andWhere("item.included = :included", { included });
  if (answered !== undefined)
    query.andWhere(`${answered ? "" : "NOT "}(item.finishedAt IS NOT NULL AND item.response <> '')`);
  if (fromEmbed !== undefined)
    query.andWhere(`item.asker ${fromEmbed ? "" : "NOT "}LIKE :visitorsAskers`, { visitorsAskers });
  if (databaseIds !== undefined) query.andWhere("item.id = ANY(:databaseIds)", { databaseIds: [...databaseIds] });
  if (from !== undefined) query.andWhere("item.createdAt >= :from", { from });
  if (to !== undefined) query.andWhere("item.createdAt < :to", { to });
}

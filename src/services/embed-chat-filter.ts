import type { SelectQueryBuilder } from "typeorm";
import type { Chat } from "../entities/index.js";

/** Narrows a list of an embed's chats; undefined: any. */
export interface EmbedChatFilter {
  readonly sessionId?: string | undefined;
  readonly included?: boolean | undefined;
  readonly refused?: boolean | undefined;
}

/** Adds such a filter's conditions to a query in which chats are called `item`. */
export function narrowEmbedChats(
  query: SelectQueryBuilder<Chat>,
  { sessionId, included, refused }: EmbedChatFilter,
): void {
  if (sessionId !== undefined) query.andWhere("item.sessionId = :sessionId", { sessionId });
  if (included !== undefined) query.andWhere("item.included = :included", { included });
  if (refused !== undefined) query.andWhere("item.refused = :refused", { refused });
}

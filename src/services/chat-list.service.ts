import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Chat } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import { knownChats } from "../policies/chat.policy.js";
import { type ChatFilter, narrowChats } from "./chat-filter.js";
import { narrowToWindow, type Page, pageOf, type PageRequest, windowOf } from "./page.js";

/** The most items that a list passes over by their number. */
export const maximumSkip = 10_000_000;

/** Which chats are wanted, and from where on. */
export interface ChatListRequest extends PageRequest {
  /** How many items are passed over at the end from which the page is counted. */
  readonly skip?: number | undefined;
}

/** Chats over all workspaces. */
export class ChatListService {
  constructor(private readonly transactions: Transactions) {}

  /**
   * The chats that the viewer may know of, oldest first; ask for the `last` of them for the newest.
   * @throws ValidationError when the page asks for the impossible.
   */
  async list(viewer: Viewer, { skip = 0, ...page }: ChatListRequest, filter: ChatFilter = {}): Promise<Page<Chat>> {
    if (skip < 0 || skip > maximumSkip) throw new ValidationError(`must be 0 to ${maximumSkip}`, { field: "skip" });
    const window = windowOf(page);
    const known = knownChats(viewer, "item");
    const query = this.transactions.manager().createQueryBuilder(Chat, "item").where(known.sql, known.parameters);
    narrowChats(query, filter);
    const counting = query.clone();
    const rows = await narrowToWindow(query, "item", window).offset(skip).getMany();
    const found = pageOf(window.backward ? rows.toReversed() : rows, window, () => counting.getCount());
    if (skip === 0) return found;
    return window.backward ? { ...found, hasNextPage: true } : { ...found, hasPreviousPage: true };
  }
}

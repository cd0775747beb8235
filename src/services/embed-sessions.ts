import type DataLoader from "dataloader";
import type { Transactions } from "../database/transaction.js";
import { batchOf } from "./nested-list.js";
import { type Page, pageOf, type PageRequest, type PageWindow, windowOf } from "./page.js";

/** The chats of one session of an embed, taken together. */
export interface EmbedSession {
  /** The number of its first chat, which orders the sessions. */
  readonly id: number;
  readonly embedId: number;
  readonly sessionId: string;
  readonly chatCount: number;
  readonly startedAt: Date;
  readonly lastChatAt: Date;
}

/** Greater than every id. */
const maximumBound = 2 ** 31;

/**
 * The sessions of embeds. What is asked in one tick with equal arguments is read by one statement, however many embeds
 * there are; nothing is cached. Whoever asks was given the embeds, and manages their workspaces.
 */
export class EmbedSessionList {
  private readonly pages = new Map<string, DataLoader<number, Page<EmbedSession>>>();
  private readonly counts = new Map<string, DataLoader<number, number>>();

  /** What the viewer's credential reaches; null: everything. An embed may have asked other workspaces before. */
  private readonly reach: readonly number[] | null;

  constructor(
    private readonly transactions: Transactions,
    workspaceIds: ReadonlySet<number> | null,
  ) {
    this.reach = workspaceIds === null ? null : [...workspaceIds];
  }

  /** One page of an embed's sessions, oldest first. @throws ValidationError as {@link windowOf} does. */
  async page(embedId: number, page: PageRequest): Promise<Page<EmbedSession>> {
    const window = windowOf(page);
    return batchOf(this.pages, JSON.stringify(window), (ids) => this.readPages(ids, window)).load(embedId);
  }

  private async readPages(embedIds: readonly number[], window: PageWindow): Promise<Page<EmbedSession>[]> {
    const { size, backward, after, before } = window;
    const rows = await this.transactions.query<EmbedSession>(
      `SELECT listed.* FROM unnest($1::int[]) AS parent(id) CROSS JOIN LATERAL (
         SELECT min(id) AS id, embed_id AS "embedId", session_id AS "sessionId", count(*)::int AS "chatCount",
           min(created_at) AS "startedAt", max(created_at) AS "lastChatAt"
         FROM chat WHERE embed_id = parent.id AND session_id IS NOT NULL
           AND ($5::int[] IS NULL OR workspace_id = ANY($5::int[]))
         GROUP BY embed_id, session_id HAVING min(id) > $2 AND min(id) < $3::bigint
         ORDER BY min(id) ${backward ? "DESC" : "ASC"} LIMIT $4
       ) AS listed ORDER BY listed.id`,
      [embedIds, after ?? 0, before ?? maximumBound, size + 1, this.reach],
    );
    return embedIds.map((id) =>
      pageOf(
        rows.filter((row) => row.embedId === id),
        window,
        () => this.count(id),
      ),
    );
  }

  private async count(embedId: number): Promise<number> {
    return batchOf(this.counts, "all", (ids) => this.readCounts(ids)).load(embedId);
  }

  private async readCounts(embedIds: readonly number[]): Promise<number[]> {
    const rows = await this.transactions.query<{ id: number; count: number }>(
      `SELECT embed_id AS id, count(DISTINCT session_id)::int AS count FROM chat WHERE embed_id = ANY($1::int[])
         AND ($2::int[] IS NULL OR workspace_id = ANY($2::int[]))
       GROUP BY embed_id`,
      [embedIds, this.reach],
    );
    const counts = new Map(rows.map(({ id, count }) => [id, count]));
    return embedIds.map((id) => counts.get(id) ?? 0);
  }
}

import pLimit, { type LimitFunction } from "p-limit";
import type { Transactions } from "../database/transaction.js";
import type { Embed } from "../entities/index.js";
import { DocentError } from "../errors/index.js";

type Quotas = Pick<Embed, "id" | "maxChatsPerDay" | "maxChatsPerSession">;

/** How many questions the visitors of an embed may ask in 24 hours: all of them together, and each in a session. */
export class VisitorQuota {
  /** Whoever waits for a turn on this node, by the embed. */
  private readonly turns = new Map<number, { readonly limit: LimitFunction; waiting: number }>();

  constructor(private readonly transactions: Transactions) {}

  /**
   * Runs what accepts a question, one question of an embed after the other. The database would make them wait as well, but
   * with a connection each, and a place among the running answers: a rush on one embed would leave none for others.
   * @throws DocentError as {@link take}, without running it, when none are left already.
   */
  async inTurn<Result>(embed: Quotas, sessionId: string, accept: () => Promise<Result>): Promise<Result> {
    if (isUnlimited(embed)) return accept();
    const turn = this.turns.get(embed.id) ?? { limit: pLimit(1), waiting: 0 };
    this.turns.set(embed.id, turn);
    turn.waiting++;
    try {
      return await turn.limit(async () => {
        await this.assertLeft(embed, sessionId);
        return accept();
      });
    } finally {
      if (--turn.waiting === 0) this.turns.delete(embed.id);
    }
  }

  /**
   * Makes sure that one more question is within an embed's quotas. Call it inside the transaction that inserts the chat,
   * before it does: of many questions at once, on whatever nodes, exactly as many as are left get through.
   * @throws DocentError of kind rateLimited with code DAILY_LIMIT_REACHED when none are left.
   */
  async take(embed: Quotas, sessionId: string): Promise<void> {
    if (isUnlimited(embed)) return;
    await this.transactions.query("SELECT pg_advisory_xact_lock(hashtext('visitor-quota'), $1)", [embed.id]);
    await this.assertLeft(embed, sessionId);
  }

  private async assertLeft({ id, maxChatsPerDay, maxChatsPerSession }: Quotas, sessionId: string): Promise<void> {
    const [used] = await this.transactions.query<{ all: number; own: number; wait: number; ownWait: number }>(
      `SELECT count(*)::int AS all, (count(*) FILTER (WHERE session_id = $2))::int AS own,
         ${secondsUntil("min(created_at)")} AS wait,
         ${secondsUntil("min(created_at) FILTER (WHERE session_id = $2)")} AS "ownWait"
       FROM chat WHERE embed_id = $1 AND created_at > now() - interval '24 hours'`,
      [id, sessionId],
    );
    if (used === undefined) return;
    if (maxChatsPerDay !== null && used.all >= maxChatsPerDay) throw exhausted(maxChatsPerDay, used.wait);
    if (maxChatsPerSession !== null && used.own >= maxChatsPerSession)
      throw exhausted(maxChatsPerSession, used.ownWait);
  }
}

function isUnlimited({ maxChatsPerDay, maxChatsPerSession }: Quotas): boolean {
  return maxChatsPerDay === null && maxChatsPerSession === null;
}

/** SQL: the seconds until a question of that time no longer counts. */
function secondsUntil(time: string): string {
  return `coalesce(ceil(extract(epoch FROM ${time} + interval '24 hours' - now())), 1)::int`;
}

function exhausted(limit: number, waitSeconds: number): DocentError {
  return new DocentError("rateLimited", "DAILY_LIMIT_REACHED", `This chat has reached its daily limit of ${limit}.`, {
    retryAfterSeconds: Math.max(1, waitSeconds),
  });
}

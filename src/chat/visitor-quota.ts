import type { Transactions } from "../database/transaction.js";
import type { Embed } from "../entities/index.js";
import { DocentError } from "../errors/index.js";

/** How many questions the visitors of an embed may ask in 24 hours: all of them together, and each in a session. */
export class VisitorQuota {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Makes sure that one more question is within an embed's quotas. Call it inside the transaction that inserts the chat,
   * before it does: of many questions at once exactly as many as are left get through.
   * @throws DocentError of kind rateLimited with code DAILY_LIMIT_REACHED when none are left.
   */
  async take(embed: Embed, sessionId: string): Promise<void> {
    const { id, maxChatsPerDay, maxChatsPerSession } = embed;
    if (maxChatsPerDay === null && maxChatsPerSession === null) return;
    await this.transactions.query("SELECT pg_advisory_xact_lock(hashtext('visitor-quota'), $1)", [id]);
    const [used] = await this.transactions.query<{ all: number; own: number; wait: number }>(
      `SELECT count(*)::int AS all, (count(*) FILTER (WHERE session_id = $2))::int AS own,
         coalesce(ceil(extract(epoch FROM min(created_at) + interval '24 hours' - now())), 1)::int AS wait
       FROM chat WHERE embed_id = $1 AND created_at > now() - interval '24 hours'`,
      [id, sessionId],
    );
    if (used === undefined) return;
    if (maxChatsPerDay !== null && used.all >= maxChatsPerDay) throw exhausted(maxChatsPerDay, used.wait);
    if (maxChatsPerSession !== null && used.own >= maxChatsPerSession) throw exhausted(maxChatsPerSession, used.wait);
  }
}

function exhausted(limit: number, waitSeconds: number): DocentError {
  return new DocentError("rateLimited", "DAILY_LIMIT_REACHED", `This chat has reached its daily limit of ${limit}.`, {
    retryAfterSeconds: Math.max(1, waitSeconds),
  });
}

import type { Transactions } from "../database/transaction.js";
import { type User, UserRole } from "../entities/index.js";
import { DocentError } from "../errors/index.js";

const hourMs = 3_600_000;
const hoursOfDay = 24;

/**
 * How many questions a user may ask in 24 hours: the user's own limit, else the instance's default, which holds for
 * users without a role over all workspaces.
 */
export class MessageQuota {
  /** @param defaultLimit the instance's default now; null: none. */
  constructor(
    private readonly transactions: Transactions,
    private readonly defaultLimit: () => number | null,
  ) {}

  /**
   * Takes one question from the user's quota. Call it inside the transaction that inserts the chat, before it does: both
   * are undone together, and of many questions at once exactly as many as are left get through.
   * @param user who asks; null: a visitor, whose quota is the embed's.
   * @throws DocentError of kind rateLimited with code DAILY_LIMIT_REACHED when none are left.
   */
  async take(user: Pick<User, "id" | "role" | "dailyMessageLimit"> | null): Promise<void> {
    if (user === null) return;
    const limit = this.limitOf(user);
    if (limit === null) return;
    await this.transactions.query("SELECT pg_advisory_xact_lock(hashtext('message-quota'), $1)", [user.id]);
    const now = Date.now();
    const { used, oldest } = await this.usedBy(user.id, now);
    if (used >= limit) throw limitReached(limit, oldest, now);
    await this.transactions.query(
      `INSERT INTO rate_limit (key, points, expire) VALUES ($1, 1, $2)
       ON CONFLICT (key) DO UPDATE SET points = rate_limit.points + 1`,
      [hourKey(user.id, now), now + hoursOfDay * hourMs],
    );
  }

  private limitOf({ role, dailyMessageLimit }: Pick<User, "role" | "dailyMessageLimit">): number | null {
    return dailyMessageLimit ?? (role === UserRole.DEFAULT ? this.defaultLimit() : null);
  }

  /**
   * What a user has asked in the last 24 hours. Chats are exact, and tell of the time before there was a limit; but a user
   * can delete threads with the chats in them, and counters by the hour remember those.
   */
  private async usedBy(userId: number, now: number): Promise<{ used: number; oldest: Date | null }> {
    const hours = Array.from({ length: hoursOfDay }, (_, hour) => hourKey(userId, now - hour * hourMs));
    const [row] = await this.transactions.query<{ used: number; oldest: Date | null }>(
      `SELECT greatest(count(*), (SELECT coalesce(sum(points), 0) FROM rate_limit WHERE key = ANY($2)))::int AS used,
         min(created_at) AS oldest
       FROM chat WHERE user_id = $1 AND created_at > now() - interval '24 hours'`,
      [userId, hours],
    );
    return row ?? { used: 0, oldest: null };
  }
}

function limitReached(limit: number, oldest: Date | null, now: number): DocentError {
  const wait = oldest === null ? hourMs : oldest.getTime() + hoursOfDay * hourMs - now;
  return new DocentError("rateLimited", "DAILY_LIMIT_REACHED", `You have reached your daily chat limit of ${limit}`, {
    retryAfterSeconds: Math.max(1, Math.ceil(wait / 1_000)),
  });
}

/** The name of a counter of one user's questions in one hour. */
function hourKey(userId: number, at: number): string {
  return `message:${userId}:${Math.floor(at / hourMs)}`;
}

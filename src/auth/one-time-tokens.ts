import { randomBytes } from "node:crypto";
import type { Transactions } from "../database/transaction.js";
import { OneTimeToken, TokenPurpose } from "../entities/index.js";
import { hashSecret } from "./secrets.js";

/** How each purpose's secrets begin, and how long they work, in seconds; null: until they are replaced. */
const kinds: Readonly<Record<TokenPurpose, { readonly prefix: string; readonly seconds: number | null }>> = {
  [TokenPurpose.SIGN_IN]: { prefix: "docent_sso_", seconds: 3_600 },
  [TokenPurpose.RESET]: { prefix: "docent_reset_", seconds: 3_600 },
  [TokenPurpose.RECOVERY]: { prefix: "", seconds: null },
};

/** A token with its secret, which is nowhere else. */
export interface IssuedToken {
  readonly secret: string;
  readonly expiresAt: Date | null;
}

/** Secrets that work once. Only their hashes are stored; each has at least 100 random bits. */
export class OneTimeTokens {
  constructor(private readonly transactions: Transactions) {}

  async issue(userId: number, purpose: TokenPurpose): Promise<IssuedToken> {
    const { prefix, seconds } = kinds[purpose];
    const secret = purpose === TokenPurpose.RECOVERY ? recoveryCode() : prefix + randomBytes(32).toString("base64url");
    const expiresAt = seconds === null ? null : new Date(Date.now() + seconds * 1_000);
    await this.repository().insert({ userId, purpose, hash: hashSecret(canonical(secret)), expiresAt, usedAt: null });
    return { secret, expiresAt };
  }

  /**
   * Uses a token up. Of many who try at once, one succeeds.
   * @param userId whose it must be; null: anybody's.
   * @returns its user; null when it is unknown, used or expired.
   */
  async use(secret: string, purpose: TokenPurpose, userId: number | null = null): Promise<number | null> {
    const rows = await this.transactions.query<{ user_id: number }>(
      `UPDATE one_time_token SET used_at = now()
       WHERE hash = $1 AND purpose = $2 AND ($3::int IS NULL OR user_id = $3)
         AND used_at IS NULL AND (expires_at IS NULL OR expires_at > now()) RETURNING user_id`,
      [hashSecret(canonical(secret)), purpose, userId],
    );
    return rows[0]?.user_id ?? null;
  }

  /** Whether a user got a token of this purpose within the last seconds. */
  async wasIssued(userId: number, purpose: TokenPurpose, seconds: number): Promise<boolean> {
    const rows = await this.transactions.query(
      "SELECT 1 FROM one_time_token WHERE user_id = $1 AND purpose = $2 AND created_at > now() - $3 * interval '1 second' LIMIT 1",
      [userId, purpose, seconds],
    );
    return rows.length > 0;
  }

  /** Takes a user's tokens of a purpose away. */
  async withdraw(userId: number, purpose: TokenPurpose): Promise<void> {
    await this.repository().delete({ userId, purpose });
  }

  private repository() {
    return this.transactions.manager().getRepository(OneTimeToken);
  }
}

/** 120 random bits as people can copy them: six groups of five hexadecimal digits. */
function recoveryCode(): string {
  return (randomBytes(15).toString("hex").match(/.{5}/g) ?? []).join("-");
}

/** Recovery codes are typed by hand: letter case and blanks around do not matter. */
function canonical(secret: string): string {
  return secret.startsWith("docent_") ? secret : secret.trim().toLowerCase();
}

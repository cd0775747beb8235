import type { Transactions } from "../database/transaction.js";
import { ApiKey, ApiKeyScope, type User } from "../entities/index.js";
import { UnauthenticatedError } from "../errors/index.js";
import { hashSecret } from "./secrets.js";
import type { Viewer } from "./viewer.js";

/** Turns credentials into viewers. Knows no transport. */
export class Authenticator {
  constructor(private readonly transactions: Transactions) {}

  /**
   * The viewer behind an API key.
   * @throws UnauthenticatedError when the key is unknown, revoked or expired, or its owner is suspended: the same
   * error for all, so that nobody learns which.
   */
  async byApiKey(secret: string): Promise<Viewer> {
    const apiKey = await this.transactions
      .manager()
      .getRepository(ApiKey)
      .findOne({ where: { hash: hashSecret(secret) }, relations: { owner: true } });
    if (apiKey === null || apiKey.revokedAt !== null || apiKey.owner.suspended || isPast(apiKey.expiresAt)) {
      throw new UnauthenticatedError("No valid API key was given.");
    }
    await this.recordUse(apiKey);
    return viewerOf(apiKey, apiKey.owner);
  }

  /** Last use is kept to the minute, so that a busy key does not write a row for every request. */
  private async recordUse(apiKey: ApiKey): Promise<void> {
    if (apiKey.lastUsedAt !== null && Date.now() - apiKey.lastUsedAt.getTime() < 60_000) return;
    await this.transactions.query(
      "UPDATE api_key SET last_used_at = now() WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')",
      [apiKey.id],
    );
  }
}

function viewerOf(apiKey: ApiKey, user: User): Viewer {
  // Each scope includes the ones before it.
  const ladder: readonly ApiKeyScope[] = [ApiKeyScope.READ, ApiKeyScope.WRITE, ApiKeyScope.ADMIN];
  const highest = Math.max(...apiKey.scopes.map((scope) => ladder.indexOf(scope)));
  return { asker: `key:${apiKey.id}`, user, apiKey, scopes: new Set(ladder.slice(0, highest + 1)) };
}

function isPast(date: Date | null): boolean {
  return date !== null && date.getTime() <= Date.now();
}

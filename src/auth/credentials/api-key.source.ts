import { Any, In } from "typeorm";
import { Coalescer } from "../../database/coalescer.js";
import type { Transactions } from "../../database/transaction.js";
import { ApiKey, ApiKeyKind, ApiKeyScope } from "../../entities/index.js";
import { hashSecret } from "../secrets.js";
import type { Credential } from "../viewer.js";
import { type Bearer, type CredentialSource, inOrder, isPast, type Presented } from "./credential-source.js";

/** Each scope includes the ones before it. */
const ladder: readonly ApiKeyScope[] = [ApiKeyScope.READ, ApiKeyScope.WRITE, ApiKeyScope.ADMIN];

/** Secrets that one statement looks up at most. */
const mostLookups = 1_000;
/** A connection on which a lookup hangs must not hold up everybody else's. */
const lookupPatienceMs = 50;

/** API keys, of programs and of browser extensions. The first key of an instance may be any text. */
export class ApiKeySource implements CredentialSource {
  /**
   * Every request looks its key up, and many that come at once share a statement. None begins before it was asked for, so
   * that each sees every revocation until then; nothing is kept.
   */
  private readonly lookups = new Coalescer<string, ApiKey | null>(
    (hashes) => this.transactions.outside(() => this.keysWith(hashes)),
    { most: mostLookups, patienceMilliseconds: lookupPatienceMs },
  );

  constructor(private readonly transactions: Transactions) {}

  matches(): boolean {
    return true;
  }

  async find({ secret }: Presented): Promise<Bearer | null> {
    const hash = hashSecret(secret);
    const apiKey = await this.lookups.run(hash);
    if (apiKey === null) return null;
    const bearer = bearerOf(apiKey, hash);
    if (bearer !== null) await this.recordUse(apiKey);
    return bearer;
  }

  async reload(bearers: readonly Bearer[]): Promise<(Bearer | null)[]> {
    const ids = bearers.map(({ credential }) => apiKeyCredential(credential).apiKey.id);
    const rows = await this.repository().find({ where: { id: In(ids) }, relations: { owner: true } });
    return inOrder(ids, rows).map((row, index) => {
      const before = bearers[index]?.credential;
      return row === null || before === undefined ? null : bearerOf(row, apiKeyCredential(before).secretHash);
    });
  }

  /** The keys that have these secrets, or had them before they were rotated. */
  private async keysWith(hashes: readonly string[]): Promise<(ApiKey | null)[]> {
    const wanted = [...new Set(hashes)];
    const found = await this.repository().find({
      where: [{ hash: Any(wanted) }, { previousHash: Any(wanted) }],
      relations: { owner: true },
    });
    return hashes.map(
      (hash) =>
        found.find((apiKey) => apiKey.hash === hash) ?? found.find((apiKey) => apiKey.previousHash === hash) ?? null,
    );
  }

  /** Last use is kept to the minute, so that a busy key does not write a row for every request. */
  private async recordUse(apiKey: ApiKey): Promise<void> {
    if (apiKey.lastUsedAt !== null && Date.now() - apiKey.lastUsedAt.getTime() < 60_000) return;
    await this.transactions.query(
      "UPDATE api_key SET last_used_at = now() WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')",
      [apiKey.id],
    );
  }

  private repository() {
    return this.transactions.manager().getRepository(ApiKey);
  }
}

/** The scopes that a key's scopes stand for. */
export function scopesOf(apiKey: { readonly scopes: readonly ApiKeyScope[] }): ReadonlySet<ApiKeyScope> {
  const highest = Math.max(...apiKey.scopes.map((scope) => ladder.indexOf(scope)));
  return new Set(ladder.slice(0, highest + 1));
}

function bearerOf(apiKey: ApiKey, secretHash: string): Bearer | null {
  const expiresAt = expiryOf(apiKey, secretHash);
  if (apiKey.revokedAt !== null || apiKey.owner.suspended || isPast(expiresAt)) return null;
  return {
    asker: `key:${apiKey.id}`,
    credential: { kind: apiKey.kind === ApiKeyKind.PROGRAM ? "apiKey" : "extensionKey", apiKey, secretHash },
    user: apiKey.owner,
    scopes: scopesOf(apiKey),
    workspaceIds: apiKey.workspaceIds === null ? null : new Set(apiKey.workspaceIds),
    expiresAt,
  };
}

/** Until when one of a key's secrets works; null: until it is revoked. */
function expiryOf(apiKey: ApiKey, secretHash: string): Date | null {
  if (apiKey.hash === secretHash) return apiKey.expiresAt;
  const previous = apiKey.previousHash === secretHash ? apiKey.previousExpiresAt : null;
  if (previous === null) return new Date(0);
  return apiKey.expiresAt !== null && apiKey.expiresAt < previous ? apiKey.expiresAt : previous;
}

function apiKeyCredential(credential: Credential): Extract<Credential, { readonly apiKey: ApiKey }> {
  if (credential.kind !== "apiKey" && credential.kind !== "extensionKey") throw new Error("This is no API key.");
  return credential;
}

import { In } from "typeorm";
import { isPast } from "../../auth/credentials/credential-source.js";
import { scopesOf } from "../../auth/credentials/api-key.source.js";
import type { Transactions } from "../../database/transaction.js";
import { ApiKey, ApiKeyScope, type Crawl, User, Workspace } from "../../entities/index.js";
import { mayAddDocument, type Reach } from "../../policies/document.policy.js";

/** In whose name a crawl acts, as far as they may now. */
export interface Starter extends Reach {
  readonly user: User;
  /** Those of the crawl's workspaces that are still there and within reach. */
  readonly placesIn: readonly number[];
}

/** Reads what those who started crawls may do by now. */
export class CrawlStarters {
  constructor(private readonly transactions: Pick<Transactions, "manager">) {}

  /**
   * Who started a crawl; null when they, or the key that they used, may not add its documents any more: the user is
   * suspended or has another role, the key is revoked, expired or may only read, its workspaces are gone.
   */
  async find({ ownerId, apiKeyId, workspaceIds }: Crawl): Promise<Starter | null> {
    const manager = this.transactions.manager();
    const user = await manager.findOneBy(User, { id: ownerId });
    if (user === null || user.suspended) return null;
    const reach = apiKeyId === null ? null : await this.reachOf(apiKeyId);
    if (reach === "none") return null;
    const wanted = reach === null ? workspaceIds : workspaceIds.filter((id) => reach.has(id));
    const placesIn = await this.present(wanted);
    return mayAddDocument({ user, workspaceIds: reach }, placesIn) ? { user, workspaceIds: reach, placesIn } : null;
  }

  /** The workspaces that a key is limited to; null: it is not. */
  private async reachOf(id: number): Promise<ReadonlySet<number> | null | "none"> {
    const key = await this.transactions.manager().findOneBy(ApiKey, { id });
    if (key === null || key.revokedAt !== null || isPast(key.expiresAt)) return "none";
    if (!scopesOf(key).has(ApiKeyScope.WRITE)) return "none";
    return key.workspaceIds === null ? null : new Set(key.workspaceIds);
  }

  private async present(ids: readonly number[]): Promise<number[]> {
    if (ids.length === 0) return [];
    const found = await this.transactions
      .manager()
      .find(Workspace, { where: { id: In([...ids]) }, select: { id: true } });
    return found.map(({ id }) => id);
  }
}

import type { Transactions } from "../database/transaction.js";
import { UserRole } from "../entities/index.js";
import { UnauthenticatedError } from "../errors/index.js";
import { ApiKeySource } from "./credentials/api-key.source.js";
import type { Bearer, CredentialSource, Presented } from "./credentials/credential-source.js";
import { EmbedSource } from "./credentials/embed.source.js";
import { InviteSource } from "./credentials/invite.source.js";
import { SessionSource } from "./credentials/session.source.js";
import { SsoTokenSource } from "./credentials/sso-token.source.js";
import type { EmbedTokens } from "./embed-tokens.js";
import type { SessionTokens } from "./session-tokens.js";
import type { CredentialKind, Identity } from "./viewer.js";

/** Turns credentials into viewers. Knows no transport. */
export class Authenticator {
  private readonly sources: Readonly<Record<CredentialKind, CredentialSource>>;

  constructor(
    private readonly transactions: Transactions,
    tokens: SessionTokens,
    embedTokens: EmbedTokens,
  ) {
    const keys = new ApiKeySource(transactions);
    this.sources = {
      session: new SessionSource(transactions, tokens),
      embed: new EmbedSource(transactions, embedTokens),
      invite: new InviteSource(transactions),
      ssoToken: new SsoTokenSource(transactions),
      // Last: a key may be any text.
      apiKey: keys,
      extensionKey: keys,
    };
  }

  /**
   * Who presents a credential.
   * @throws UnauthenticatedError when it is unknown, used, revoked or expired, or its user is suspended: the same error
   * for all, so that nobody learns which.
   */
  async identify(presented: Presented): Promise<Identity> {
    const source = Object.values(this.sources).find((one) => one.matches(presented.secret));
    const bearer = (await source?.find(presented)) ?? null;
    if (bearer === null) throw new UnauthenticatedError("No valid credential was given.");
    const [identity] = await this.withMemberships([bearer]);
    return identity ?? bearer;
  }

  /** The same identities as they are now, in the same order: null for those that would not be admitted any more. */
  async reload(identities: readonly Identity[]): Promise<(Identity | null)[]> {
    const found = new Map<Identity, Bearer>();
    for (const source of new Set(Object.values(this.sources))) {
      const group = identities.filter(({ credential }) => this.sources[credential.kind] === source);
      const bearers = group.length === 0 ? [] : await source.reload(group);
      for (const [index, bearer] of bearers.entries()) {
        const before = group[index];
        if (bearer !== null && before !== undefined) found.set(before, bearer);
      }
    }
    const present = await this.withMemberships([...found.values()]);
    const byBefore = new Map([...found.keys()].map((before, index) => [before, present[index] ?? null]));
    return identities.map((identity) => byBefore.get(identity) ?? null);
  }

  /** Those of some workspaces that exist. */
  async existingWorkspaces(ids: readonly number[]): Promise<ReadonlySet<number>> {
    const rows = await this.transactions.query<{ id: number }>("SELECT id FROM workspace WHERE id = ANY($1)", [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Users without a role over all workspaces reach those that they are members of, and no others. */
  private async withMemberships(bearers: readonly Bearer[]): Promise<Identity[]> {
    const members = bearers.filter(({ user, credential }) => isMember(user) && credential.kind !== "ssoToken");
    if (members.length === 0) return [...bearers];
    const rows = await this.transactions.query<{ user_id: number; workspace_ids: number[] }>(
      "SELECT user_id, array_agg(workspace_id) AS workspace_ids FROM workspace_member WHERE user_id = ANY($1) GROUP BY user_id",
      [members.map(({ user }) => user?.id)],
    );
    const byUser = new Map(rows.map((row) => [row.user_id, row.workspace_ids]));
    return bearers.map((bearer) => {
      if (!members.includes(bearer)) return bearer;
      const limit = bearer.workspaceIds;
      const own = byUser.get(bearer.user?.id ?? 0) ?? [];
      return { ...bearer, workspaceIds: new Set(limit === null ? own : own.filter((id) => limit.has(id))) };
    });
  }
}

function isMember(user: Bearer["user"]): boolean {
  return user !== null && user.role === UserRole.DEFAULT;
}

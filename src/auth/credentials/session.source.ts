import { In } from "typeorm";
import type { Transactions } from "../../database/transaction.js";
import { ApiKeyScope, Session } from "../../entities/index.js";
import type { SessionTokens } from "../session-tokens.js";
import { type Bearer, type CredentialSource, inOrder, isPast, type Presented } from "./credential-source.js";

/** Access tokens of people's sessions. */
export class SessionSource implements CredentialSource {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: SessionTokens,
  ) {}

  /** Three parts between dots: a JSON web token in its compact form (RFC 7519). */
  matches(secret: string): boolean {
    return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(secret);
  }

  async find({ secret }: Presented): Promise<Bearer | null> {
    const access = await this.tokens.verifyAccess(secret);
    if (access === null) return null;
    const [session] = await this.repository().find({ where: { id: access.sessionId }, relations: { user: true } });
    return session === undefined || session.userId !== access.userId ? null : bearerOf(session, access.expiresAt);
  }

  async reload(bearers: readonly Bearer[]): Promise<(Bearer | null)[]> {
    const ids = bearers.map(({ credential }) => (credential.kind === "session" ? credential.session.id : 0));
    const rows = await this.repository().find({ where: { id: In(ids) }, relations: { user: true } });
    return inOrder(ids, rows).map((row, index) =>
      row === null ? null : bearerOf(row, bearers[index]?.expiresAt ?? row.expiresAt),
    );
  }

  private repository() {
    return this.transactions.manager().getRepository(Session);
  }
}

function bearerOf(session: Session, expiresAt: Date): Bearer | null {
  if (session.revokedAt !== null || session.user.suspended) return null;
  if (isPast(session.expiresAt) || isPast(expiresAt)) return null;
  return {
    asker: `user:${session.userId}`,
    credential: { kind: "session", session },
    user: session.user,
    scopes: new Set(Object.values(ApiKeyScope)),
    workspaceIds: null,
    expiresAt,
  };
}

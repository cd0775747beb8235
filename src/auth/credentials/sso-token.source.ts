import { In } from "typeorm";
import type { Transactions } from "../../database/transaction.js";
import { OneTimeToken, TokenPurpose } from "../../entities/index.js";
import { hashSecret } from "../secrets.js";
import { type Bearer, type CredentialSource, inOrder, isPast, type Presented } from "./credential-source.js";

/** Single sign-on tokens that were not used yet. All they are good for is to be exchanged for a session. */
export class SsoTokenSource implements CredentialSource {
  constructor(private readonly transactions: Transactions) {}

  matches(secret: string): boolean {
    return secret.startsWith("docent_sso_");
  }

  async find({ secret }: Presented): Promise<Bearer | null> {
    const [token] = await this.repository().find({
      where: { hash: hashSecret(secret), purpose: TokenPurpose.SIGN_IN },
      relations: { user: true },
    });
    return token === undefined ? null : bearerOf(token);
  }

  async reload(bearers: readonly Bearer[]): Promise<(Bearer | null)[]> {
    const ids = bearers.map(({ credential }) => (credential.kind === "ssoToken" ? credential.token.id : 0));
    const rows = await this.repository().find({ where: { id: In(ids) }, relations: { user: true } });
    return inOrder(ids, rows).map((row) => (row === null ? null : bearerOf(row)));
  }

  private repository() {
    return this.transactions.manager().getRepository(OneTimeToken);
  }
}

function bearerOf(token: OneTimeToken): Bearer | null {
  if (token.usedAt !== null || token.user.suspended || isPast(token.expiresAt)) return null;
  return {
    asker: `user:${token.userId}`,
    credential: { kind: "ssoToken", token },
    user: token.user,
    scopes: new Set(),
    workspaceIds: new Set(),
    expiresAt: token.expiresAt,
  };
}

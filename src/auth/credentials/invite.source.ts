import { In } from "typeorm";
import type { Transactions } from "../../database/transaction.js";
import { Invite, InviteStatus } from "../../entities/index.js";
import { hashSecret } from "../secrets.js";
import { type Bearer, type CredentialSource, inOrder, isPast, type Presented } from "./credential-source.js";

/** Codes of invites that can still be claimed. */
export class InviteSource implements CredentialSource {
  constructor(private readonly transactions: Transactions) {}

  matches(secret: string): boolean {
    return secret.startsWith("docent_invite_");
  }

  async find({ secret }: Presented): Promise<Bearer | null> {
    const invite = await this.repository().findOneBy({ codeHash: hashSecret(secret) });
    return invite === null ? null : bearerOf(invite);
  }

  async reload(bearers: readonly Bearer[]): Promise<(Bearer | null)[]> {
    const ids = bearers.map(({ credential }) => (credential.kind === "invite" ? credential.invite.id : 0));
    const rows = await this.repository().findBy({ id: In(ids) });
    return inOrder(ids, rows).map((row) => (row === null ? null : bearerOf(row)));
  }

  private repository() {
    return this.transactions.manager().getRepository(Invite);
  }
}

function bearerOf(invite: Invite): Bearer | null {
  if (invite.status !== InviteStatus.PENDING || isPast(invite.expiresAt)) return null;
  return {
    asker: `invite:${invite.id}`,
    credential: { kind: "invite", invite },
    user: null,
    scopes: new Set(),
    workspaceIds: new Set(),
    expiresAt: invite.expiresAt,
  };
}

import { In } from "typeorm";
import type { Transactions } from "../../database/transaction.js";
import { ApiKeyScope, Embed } from "../../entities/index.js";
import { type Bearer, type CredentialSource, inOrder, type Presented } from "./credential-source.js";

const form = /^docent_embed_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([\w-]{8,128})$/i;

/**
 * Visitors of embeds: `docent_embed_<uuid of the embed>.<session id>`. The uuid is public; the session id, 8 to 128
 * letters, digits, `_` and `-`, is the visitor's own secret and should be random. The page's origin must be allowed.
 */
export class EmbedSource implements CredentialSource {
  constructor(private readonly transactions: Transactions) {}

  matches(secret: string): boolean {
    return secret.startsWith("docent_embed_");
  }

  async find({ secret, webOrigin }: Presented): Promise<Bearer | null> {
    const [, uuid, sessionId] = form.exec(secret) ?? [];
    if (uuid === undefined || sessionId === undefined) return null;
    const embed = await this.repository().findOneBy({ uuid });
    return embed === null ? null : bearerOf(embed, sessionId, webOrigin);
  }

  async reload(bearers: readonly Bearer[]): Promise<(Bearer | null)[]> {
    const ids = bearers.map(({ credential }) => (credential.kind === "embed" ? credential.embed.id : 0));
    const rows = await this.repository().findBy({ id: In(ids) });
    return inOrder(ids, rows).map((row, index) => {
      const credential = bearers[index]?.credential;
      if (row === null || credential?.kind !== "embed") return null;
      return bearerOf(row, credential.sessionId, credential.webOrigin);
    });
  }

  private repository() {
    return this.transactions.manager().getRepository(Embed);
  }
}

function bearerOf(embed: Embed, sessionId: string, webOrigin: string | null): Bearer | null {
  const { allowedOrigins } = embed;
  // A request that names no origin is no page's: only an embed for everybody admits it.
  const admits = allowedOrigins.includes("*") || (webOrigin !== null && allowedOrigins.includes(webOrigin));
  if (!embed.enabled || !admits) return null;
  return {
    asker: `embed:${embed.id}:${sessionId}`,
    credential: { kind: "embed", embed, sessionId, webOrigin },
    user: null,
    scopes: new Set([ApiKeyScope.READ, ApiKeyScope.WRITE]),
    workspaceIds: new Set([embed.workspaceId]),
    expiresAt: null,
  };
}

import { In } from "typeorm";
import type { Transactions } from "../../database/transaction.js";
import { ApiKeyScope, Embed } from "../../entities/index.js";
import type { EmbedTokens } from "../embed-tokens.js";
import { admitsOrigin } from "../web-origin.js";
import { type Bearer, type CredentialSource, inOrder, type Presented } from "./credential-source.js";

const form =
  /^docent_embed_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([\w-]{8,128})(?:\.([\w-]+\.[\w-]+\.[\w-]+))?$/i;

/** What a visitor is known by, beside the embed. */
interface Visit {
  readonly sessionId: string;
  readonly webOrigin: string | null;
  /** A token that the site has signed; null: none. */
  readonly token: string | null;
}

/**
 * Visitors of embeds: `docent_embed_<uuid of the embed>.<session id>`, and `.<token>` after it where the embed wants one.
 * The uuid is public; the session id, 8 to 128 letters, digits, `_` and `-`, is the visitor's own secret and should be
 * random. The page's origin must be allowed.
 */
export class EmbedSource implements CredentialSource {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: EmbedTokens,
  ) {}

  matches(secret: string): boolean {
    return secret.startsWith("docent_embed_");
  }

  async find({ secret, webOrigin }: Presented): Promise<Bearer | null> {
    const [, uuid, sessionId, token = null] = form.exec(secret) ?? [];
    if (uuid === undefined || sessionId === undefined) return null;
    const embed = await this.repository().findOneBy({ uuid });
    return embed === null ? null : this.bearerOf(embed, { sessionId, webOrigin, token });
  }

  async reload(bearers: readonly Bearer[]): Promise<(Bearer | null)[]> {
    const ids = bearers.map(({ credential }) => (credential.kind === "embed" ? credential.embed.id : 0));
    const rows = await this.repository().findBy({ id: In(ids) });
    return Promise.all(
      inOrder(ids, rows).map(async (row, index) => {
        const credential = bearers[index]?.credential;
        return row === null || credential?.kind !== "embed" ? null : await this.bearerOf(row, credential);
      }),
    );
  }

  private async bearerOf(embed: Embed, { sessionId, webOrigin, token }: Visit): Promise<Bearer | null> {
    if (!embed.enabled || !admitsOrigin(embed.allowedOrigins, webOrigin)) return null;
    const expiresAt = await this.tokens.verify(embed, sessionId, token);
    if (expiresAt === "refused") return null;
    return {
      asker: `embed:${embed.id}:${sessionId}`,
      credential: { kind: "embed", embed, sessionId, webOrigin, token },
      user: null,
      scopes: new Set([ApiKeyScope.READ, ApiKeyScope.WRITE]),
      workspaceIds: new Set([embed.workspaceId]),
      expiresAt,
    };
  }

  private repository() {
    return this.transactions.manager().getRepository(Embed);
  }
}

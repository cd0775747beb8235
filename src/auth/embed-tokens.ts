import { errors, jwtVerify } from "jose";
import type { Embed } from "../entities/index.js";
import type { SecretBox } from "../secrets/secret-box.js";

const algorithm = "HS256";
const clockToleranceSeconds = 5;

/** No token of a visitor may live longer, in seconds. */
const longestTokenSeconds = 3_600;

/** What an embed's signing secret is sealed for. */
export function signingSecretContext({ uuid }: Pick<Embed, "uuid">): string {
  return `signing secret of embed ${uuid}`;
}

/**
 * Verifies what a site gives its visitors when their page's origin is not proof enough: JSON web tokens (RFC 7519) that
 * the site's own server has signed by HS256, with the embed's secret as the key. `aud` is the embed's uuid, `iat` and
 * `exp` are at most an hour apart, and `sub`, where there is one, is the only session that the token is good for.
 */
export class EmbedTokens {
  constructor(private readonly box: Pick<SecretBox, "open">) {}

  /**
   * Until when a visitor is admitted.
   * @param token null: the visitor has none
   * @returns null for as long as the embed lives: it wants no token; "refused" for a missing or a bad token
   */
  async verify(
    embed: Pick<Embed, "uuid" | "sealedSecret">,
    sessionId: string,
    token: string | null,
  ): Promise<Date | null | "refused"> {
    if (embed.sealedSecret === null) return null;
    if (token === null) return "refused";
    const secret = this.box.open(embed.sealedSecret, signingSecretContext(embed));
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: [algorithm],
        audience: embed.uuid,
        clockTolerance: clockToleranceSeconds,
        // It also refuses what is signed for later: such a token would be good for more than an hour from now.
        maxTokenAge: longestTokenSeconds,
        requiredClaims: ["aud", "iat", "exp"],
      });
      const { iat = 0, exp = 0, sub } = payload;
      if (exp - iat > longestTokenSeconds || (sub !== undefined && sub !== sessionId)) return "refused";
      return new Date(exp * 1_000);
    } catch (error) {
      if (error instanceof errors.JOSEError) return "refused";
      throw error;
    }
  }
}

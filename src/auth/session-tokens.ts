import { randomUUID } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import type { SecretKey } from "../secrets/secret-key.js";

const algorithm = "HS256";
const issuer = "docent";
const clockToleranceSeconds = 5;

/** The two tokens of a session; what one is good for, the other is not. */
const kinds = {
  access: { typ: "at+jwt", audience: "docent:access", seconds: 15 * 60 },
  refresh: { typ: "rt+jwt", audience: "docent:refresh", seconds: 30 * 24 * 3_600 },
} as const;
type Kind = keyof typeof kinds;

/** A token with the moment from which on it is refused. */
export interface SignedToken {
  readonly token: string;
  /** The token's own id. */
  readonly id: string;
  readonly expiresAt: Date;
}

/** What a token says that was signed here and is still good. */
export interface VerifiedToken {
  readonly id: string;
  readonly sessionId: number;
  readonly userId: number;
  readonly expiresAt: Date;
}

/** Signs and verifies the tokens of sessions: JSON web tokens (RFC 7519, with the explicit types of RFC 8725). */
export class SessionTokens {
  private readonly key: Uint8Array;

  constructor(key: SecretKey) {
    this.key = key.derive("session tokens");
  }

  /** An access token, for 15 minutes. */
  signAccess(sessionId: number, userId: number): Promise<SignedToken> {
    return this.sign("access", sessionId, userId, randomUUID());
  }

  /** A refresh token, for 30 days. @param id under which the session knows it. */
  signRefresh(sessionId: number, userId: number, id: string): Promise<SignedToken> {
    return this.sign("refresh", sessionId, userId, id);
  }

  /** Null for whatever is no good access token: another kind, key, algorithm, issuer or time. */
  verifyAccess(token: string): Promise<VerifiedToken | null> {
    return this.verify("access", token);
  }

  /** Null for whatever is no good refresh token. */
  verifyRefresh(token: string): Promise<VerifiedToken | null> {
    return this.verify("refresh", token);
  }

  private async sign(kind: Kind, sessionId: number, userId: number, id: string): Promise<SignedToken> {
    const { typ, audience, seconds } = kinds[kind];
    const now = Math.floor(Date.now() / 1_000);
    const token = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: algorithm, typ })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(String(userId))
      .setJti(id)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + seconds)
      .sign(this.key);
    return { token, id, expiresAt: new Date((now + seconds) * 1_000) };
  }

  private async verify(kind: Kind, token: string): Promise<VerifiedToken | null> {
    const { typ, audience } = kinds[kind];
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: [algorithm],
        typ,
        issuer,
        audience,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ["sub", "sid", "jti", "iat", "nbf", "exp"],
      });
      const { sub, sid, jti, exp } = payload;
      const userId = Number(sub);
      if (!isRowId(userId) || !isRowId(sid) || jti === undefined || exp === undefined) return null;
      return { id: jti, sessionId: sid, userId, expiresAt: new Date(exp * 1_000) };
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}

/** Whether a value can be the number of a row. */
function isRowId(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value <= 2_147_483_647;
}

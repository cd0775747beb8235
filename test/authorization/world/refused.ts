import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { hashSecret } from "../../../src/auth/secrets.js";
import { ApiKeyScope, TokenPurpose } from "../../../src/entities/index.js";
import type { SecretKey } from "../../../src/secrets/secret-key.js";
import type { RefusedCaller } from "../callers.js";
import type { ObjectName } from "../expectations/knowledge.js";
import { bearer, type Credential, type CredentialMaker } from "./credentials.js";
import type { WorldObject } from "./objects.js";

/** A credential for each way of not working. Those that belong to a user would be an administrator's. */
export async function makeRefused(
  make: CredentialMaker,
  standing: (name: ObjectName) => WorldObject,
  secretKey: SecretKey,
): Promise<Record<RefusedCaller, Credential>> {
  const of = (name: ObjectName) => standing(name).databaseId;
  const admin = of("adminUser");
  const suspended = of("suspendedUser");
  const past = new Date(Date.now() - 60_000);
  const { ADMIN } = ApiKeyScope;
  const { SIGN_IN, RESET } = TokenPurpose;
  const previous = `docent_${randomUUID()}`;
  await make.key(admin, ADMIN, { previousHash: hashSecret(previous), previousExpiresAt: past });
  const live = await make.session(admin);
  const code = { creatorId: admin, workspaceIds: [of("home")] };
  return {
    suspendedSession: (await make.session(suspended)).access,
    suspendedKey: await make.key(suspended, ADMIN),
    suspendedSignOn: bearer(await make.oneTimeToken(suspended, SIGN_IN)),
    expiredKey: await make.key(admin, ADMIN, { expiresAt: past }),
    revokedKey: await make.key(admin, ADMIN, { revokedAt: past }),
    rotatedAwayKey: bearer(previous),
    revokedSession: (await make.session(admin, { revokedAt: past })).access,
    expiredSession: (await make.session(admin, { expiresAt: past })).access,
    expiredAccessToken: bearer(await expiredAccessToken(secretKey, live.sessionId, admin)),
    refreshTokenAsAccessToken: bearer(live.refresh),
    expiredInvite: await make.invite(code.creatorId, code.workspaceIds, { expiresAt: past }),
    claimedInvite: await make.invite(code.creatorId, code.workspaceIds, { status: "claimed" }),
    disabledInvite: await make.invite(code.creatorId, code.workspaceIds, { status: "disabled" }),
    usedSignOn: bearer(await make.oneTimeToken(admin, SIGN_IN, { usedAt: past })),
    expiredSignOn: bearer(await make.oneTimeToken(admin, SIGN_IN, { expiresAt: past })),
    resetTokenAsSignOn: bearer(await make.oneTimeToken(admin, RESET)),
    visitorOfDisabledEmbed: make.visitor(standing("disabledEmbed"), randomUUID()),
    visitorFromForeignOrigin: make.visitor(standing("strictEmbed"), randomUUID(), "https://foreign.example"),
    visitorOfUnknownEmbed: bearer(`docent_embed_${randomUUID()}.${randomUUID()}`),
    unknownKey: bearer(`docent_${randomUUID()}`),
    malformedToken: bearer("a.b.c"),
  };
}

/** An access token as the server signs them, whose time was over a minute ago. */
async function expiredAccessToken(secretKey: SecretKey, sessionId: number, userId: number): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
    .setIssuer("docent")
    .setAudience("docent:access")
    .setSubject(String(userId))
    .setJti(randomUUID())
    .setIssuedAt(now - 960)
    .setNotBefore(now - 960)
    .setExpirationTime(now - 60)
    .sign(secretKey.derive("session tokens"));
}

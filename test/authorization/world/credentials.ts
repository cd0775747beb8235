import { randomBytes, randomUUID } from "node:crypto";
import type { Database } from "../../../src/database/data-source.js";
import { hashSecret } from "../../../src/auth/secrets.js";
import type { SessionTokens } from "../../../src/auth/session-tokens.js";
import { type ApiKey, ApiKeyKind, ApiKeyScope, OneTimeToken, TokenPurpose } from "../../../src/entities/index.js";
import type { Caller } from "../callers.js";
import type { ObjectName } from "../expectations/knowledge.js";
import type { WorldObject } from "./objects.js";
import type { Rows } from "./rows.js";

/** What a request carries. */
export interface Credential {
  readonly authorization: string | null;
  readonly origin: string | null;
}

/** A row that a credential needs, and the user to whom it belongs. */
export interface CredentialRow {
  readonly kind: "ApiKey" | "Session" | "Invite";
  readonly databaseId: number;
  readonly userId: number | null;
}

/** Makes credentials of every kind. */
export class CredentialMaker {
  /** Rows that stand in lists beside the objects of the world. */
  readonly madeRows: CredentialRow[] = [];

  constructor(
    private readonly database: Database,
    private readonly rows: Rows,
    private readonly tokens: SessionTokens,
  ) {}

  async key(ownerId: number, scope: ApiKeyScope, values: Partial<ApiKey> = {}): Promise<Credential> {
    const secret = `docent_${randomUUID()}`;
    const { id } = await this.rows.apiKey("credential", ownerId, secret, { scopes: [scope], ...values });
    this.madeRows.push({ kind: "ApiKey", databaseId: id, userId: ownerId });
    return bearer(secret);
  }

  extension(ownerId: number): Promise<Credential> {
    return this.key(ownerId, ApiKeyScope.WRITE, { kind: ApiKeyKind.BROWSER_EXTENSION });
  }

  /** A session's access token, and its refresh token. */
  async session(
    userId: number,
    values: { revokedAt?: Date; expiresAt?: Date } = {},
  ): Promise<{ readonly sessionId: number; readonly access: Credential; readonly refresh: string }> {
    const refreshId = randomUUID();
    const { id } = await this.rows.session("credential", userId, refreshId, values);
    this.madeRows.push({ kind: "Session", databaseId: id, userId });
    const access = await this.tokens.signAccess(id, userId);
    const refresh = await this.tokens.signRefresh(id, userId, refreshId);
    return { sessionId: id, access: bearer(access.token), refresh: refresh.token };
  }

  visitor(embed: WorldObject, sessionId: string, origin: string | null = null): Credential {
    return { ...bearer(`docent_embed_${embed.uuid}.${sessionId}`), origin };
  }

  async invite(
    creatorId: number,
    workspaceIds: number[],
    values: { status?: "claimed" | "disabled"; expiresAt?: Date } = {},
  ): Promise<Credential> {
    const code = `docent_invite_${randomBytes(24).toString("base64url")}`;
    const { id } = await this.rows.invite(code, creatorId, workspaceIds, values);
    this.madeRows.push({ kind: "Invite", databaseId: id, userId: null });
    return bearer(code);
  }

  /** The secret of a token that works once. */
  async oneTimeToken(userId: number, purpose: TokenPurpose, values: Partial<OneTimeToken> = {}): Promise<string> {
    const prefix = purpose === TokenPurpose.RECOVERY ? "" : "docent_sso_";
    const secret = prefix + randomBytes(20).toString("hex");
    const expiresAt = new Date(Date.now() + 3_600_000);
    const token = { userId, purpose, hash: hashSecret(secret), expiresAt, usedAt: null, ...values };
    await this.database.dataSource.getRepository(OneTimeToken).insert(token);
    return secret;
  }
}

/** A credential in its header. */
export function bearer(secret: string): Credential {
  return { authorization: `Bearer ${secret}`, origin: null };
}

type Standing = (name: ObjectName) => WorldObject;

/** A working credential of each kind. @param visitorsSession of the visitor of `homeEmbed`. */
export async function makeCredentials(
  make: CredentialMaker,
  standing: Standing,
  visitorsSession: string,
): Promise<Record<Caller, Credential>> {
  const of = (name: ObjectName) => standing(name).databaseId;
  const access = async (user: ObjectName) => (await make.session(of(user))).access;
  const { READ, WRITE, ADMIN } = ApiKeyScope;
  return {
    nobody: { authorization: null, origin: null },
    admin: await access("adminUser"),
    manager: await access("managerUser"),
    member: await access("memberUser"),
    outsider: await access("outsiderUser"),
    adminReadKey: await make.key(of("adminUser"), READ),
    adminWriteKey: await make.key(of("adminUser"), WRITE),
    adminKey: await make.key(of("adminUser"), ADMIN),
    managerKey: await make.key(of("managerUser"), ADMIN),
    memberKey: await make.key(of("memberUser"), ADMIN),
    limitedKey: await make.key(of("adminUser"), ADMIN, { workspaceIds: [of("home")] }),
    managerExtension: await make.extension(of("managerUser")),
    memberExtension: await make.extension(of("memberUser")),
    visitor: make.visitor(standing("homeEmbed"), visitorsSession),
    invited: await make.invite(of("adminUser"), [of("home")]),
    signOn: bearer(await make.oneTimeToken(of("adminUser"), TokenPurpose.SIGN_IN)),
  };
}

/** A credential of the same kind that nothing else needs, so that it may be used up; its user is as fresh. */
export async function makeSpare(
  make: CredentialMaker,
  caller: Caller,
  fresh: (name: ObjectName) => Promise<WorldObject>,
): Promise<Credential | null> {
  const names = { admin: "adminUser", manager: "managerUser", member: "memberUser", outsider: "outsiderUser" } as const;
  if (caller === "invited") return make.invite((await fresh("adminUser")).databaseId, []);
  if (caller === "signOn") {
    return bearer(await make.oneTimeToken((await fresh("adminUser")).databaseId, TokenPurpose.SIGN_IN));
  }
  if (!(caller in names)) return null;
  const user = await fresh(names[caller as keyof typeof names]);
  return (await make.session(user.databaseId)).access;
}

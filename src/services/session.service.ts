import { randomUUID } from "node:crypto";
import { IsNull, MoreThan, Not } from "typeorm";
import { usernameKey } from "../auth/names.js";
import type { OneTimeTokens } from "../auth/one-time-tokens.js";
import { hashPassword, isOutdated, verifyPassword } from "../auth/passwords.js";
import { hashSecret } from "../auth/secrets.js";
import type { SessionTokens } from "../auth/session-tokens.js";
import { type ClientOrigin, userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Session, TokenPurpose, User } from "../entities/index.js";
import { ForbiddenError, NotFoundError, UnauthenticatedError } from "../errors/index.js";
import type { Actor, EventRecorder } from "../events/event-recorder.js";
import type { RefusalRecorder } from "../events/refusal-recorder.js";
import type { AuthThrottle } from "../limits/index.js";
import { knownSessions } from "../policies/session.policy.js";
import type { InstanceService } from "./instance.service.js";
import { findKnown } from "./known.js";
import { type Page, type PageRequest, readPage } from "./page.js";
import type { SettingsService } from "./settings.service.js";

/** A session with its tokens, which are nowhere else. */
export interface SessionGrant {
  readonly session: Session;
  readonly user: User;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

/** A single sign-on token. */
export interface IssuedAuthToken {
  readonly token: string;
  /** Where a browser exchanges it, relative to the instance's address. */
  readonly loginPath: string;
  readonly expiresAt: Date;
}

/** What {@link SessionService} needs. */
export interface SessionServiceParts {
  readonly transactions: Transactions;
  readonly tokens: SessionTokens;
  readonly oneTimeTokens: OneTimeTokens;
  readonly throttle: AuthThrottle;
  readonly settings: Pick<SettingsService, "get">;
  readonly events: Pick<EventRecorder, "record">;
  readonly refusals: Pick<RefusalRecorder, "record">;
  readonly instance: Pick<InstanceService, "assertMultiUser">;
}

const longestUserAgent = 255;

/** People's sign-ins. */
export class SessionService {
  constructor(private readonly parts: SessionServiceParts) {}

  /**
   * Signs somebody in by name and password. Unknown names, wrong passwords and suspended users cost the same and get the
   * same answer.
   * @throws UnauthenticatedError; RateLimitedError after too many attempts; MultiUserModeRequiredError.
   */
  async signIn(input: { readonly username: string; readonly password: string }, origin: ClientOrigin) {
    const { throttle, instance } = this.parts;
    await instance.assertMultiUser();
    const account = usernameKey(input.username);
    return throttle.guard({ address: origin.address, account }, async () => {
      const user = await this.users().findOneBy({ usernameKey: account });
      const isRight = await verifyPassword(user?.passwordHash ?? null, input.password);
      if (user === null || user.suspended || !isRight) {
        await this.refuse(user, origin);
        throw new UnauthenticatedError("The username or the password is wrong.");
      }
      await this.renewHash(user, input.password);
      return this.begin(user, origin);
    });
  }

  /**
   * Begins a session of a user who has proven who they are.
   * @param user as it was when that was proven.
   * @throws UnauthenticatedError when the user was suspended, or got another password, since then: whoever ends all
   * sessions ends those too that are just beginning.
   */
  async begin(user: User, origin: ClientOrigin): Promise<SessionGrant> {
    const { transactions, events } = this.parts;
    return transactions.run(async () => {
      await this.assertAsProven(user);
      const refreshId = randomUUID();
      const { id } = await this.sessions().save({
        userId: user.id,
        refreshHash: hashSecret(refreshId),
        address: origin.address,
        userAgent: origin.userAgent?.slice(0, longestUserAgent) ?? null,
        expiresAt: new Date(),
        revokedAt: null,
      });
      const grant = await this.grant(id, user, refreshId);
      await this.sessions().update({ id }, { expiresAt: grant.refreshTokenExpiresAt });
      const actor: Actor = { user, credential: { kind: "session", session: grant.session }, origin };
      await events.record(actor, "session.created", { subject: { type: "Session", id } });
      return { ...grant, session: await this.sessions().findOneByOrFail({ id }) };
    });
  }

  /**
   * Exchanges a refresh token for new tokens; it is good once. A second use tells of a thief, or of a victim: the session
   * ends for both.
   * @throws UnauthenticatedError; RateLimitedError after too many attempts.
   */
  async refresh(refreshToken: string, origin: ClientOrigin): Promise<SessionGrant> {
    const { tokens, throttle, transactions } = this.parts;
    const verified = await tokens.verifyRefresh(refreshToken);
    // A good token limits itself; what is none could be a guess.
    if (verified === null) await throttle.admit({ address: origin.address, account: "refresh" });
    if (verified === null) throw expired();
    const next = randomUUID();
    const grant = await transactions.run(async () => {
      const rows = await transactions.query<{ user_id: number }>(
        `UPDATE session SET refresh_hash = $3, refreshed_at = now()
         WHERE id = $1 AND refresh_hash = $2 AND revoked_at IS NULL AND expires_at > now()
           AND EXISTS (SELECT 1 FROM app_user WHERE app_user.id = session.user_id AND NOT app_user.suspended)
         RETURNING user_id`,
        [verified.sessionId, hashSecret(verified.id), hashSecret(next)],
      );
      const userId = rows[0]?.user_id;
      if (userId === undefined) return null;
      const renewed = await this.grant(verified.sessionId, await this.users().findOneByOrFail({ id: userId }), next);
      await this.sessions().update({ id: verified.sessionId }, { expiresAt: renewed.refreshTokenExpiresAt });
      return { ...renewed, session: await this.sessions().findOneByOrFail({ id: verified.sessionId }) };
    });
    if (grant !== null) return grant;
    await this.endReused(verified.sessionId, verified.id, origin);
    throw expired();
  }

  /** Issues a token with which whoever has it signs in as a user, once, within an hour. */
  async issueAuthToken(viewer: Viewer, userId: number): Promise<IssuedAuthToken> {
    const { transactions, instance, settings, oneTimeTokens, events } = this.parts;
    await instance.assertMultiUser();
    if (!settings.get("simpleSsoEnabled")) throw new ForbiddenError("Single sign-on is turned off.");
    return transactions.run(async () => {
      const user = await this.users().findOneBy({ id: userId });
      if (user === null) throw new NotFoundError("User", { field: "userId" });
      if (user.suspended) throw new ForbiddenError("The user is suspended.", { field: "userId" });
      const { secret, expiresAt } = await oneTimeTokens.issue(userId, TokenPurpose.SIGN_IN);
      await events.record(viewer, "authToken.issued", { subject: { type: "User", id: userId } });
      return { token: secret, loginPath: `/sso/simple?token=${secret}`, expiresAt: expiresAt ?? new Date() };
    });
  }

  /**
   * Exchanges the viewer's single sign-on token for a session.
   * @throws UnauthenticatedError when it was used meanwhile.
   */
  async exchange(viewer: Viewer, origin: ClientOrigin): Promise<SessionGrant> {
    const { credential } = viewer;
    if (credential.kind !== "ssoToken") throw new ForbiddenError("This needs a single sign-on token.");
    const { transactions } = this.parts;
    return transactions.run(
      async () => {
        const used = await transactions.query(
          "UPDATE one_time_token SET used_at = now() WHERE id = $1 AND used_at IS NULL AND expires_at > now() RETURNING id",
          [credential.token.id],
        );
        if (used.length === 0) throw expired();
        return this.begin(userOf(viewer), origin);
      },
      // Somebody who changes the user takes the rows in the other order.
      { retries: 2 },
    );
  }

  /** The viewer's sessions that have not ended, oldest first. */
  async list(viewer: Viewer, page: PageRequest): Promise<Page<Session>> {
    const query = this.sessions()
      .createQueryBuilder("session")
      .where("session.userId = :userId", { userId: userOf(viewer).id })
      .andWhere("session.revokedAt IS NULL AND session.expiresAt > now()");
    return readPage(query, "session", page);
  }

  /** Ends the viewer's own session. */
  async signOut(viewer: Viewer): Promise<Session> {
    if (viewer.credential.kind !== "session") throw new ForbiddenError("This needs a session.");
    return this.revoke(viewer, viewer.credential.session.id);
  }

  /** Ends a session: one's own, or for administrators anybody's. One that has ended stays as it is. */
  async revoke(viewer: Viewer, id: number): Promise<Session> {
    const { transactions, events } = this.parts;
    return transactions.run(async () => {
      const session = await findKnown(this.sessions(), "session", id, knownSessions(viewer));
      if (session === null) throw new NotFoundError("Session", { field: "sessionId" });
      if ((await this.end({ id })) > 0) {
        await events.record(viewer, "session.revoked", { subject: { type: "Session", id } });
      }
      return this.sessions().findOneByOrFail({ id });
    });
  }

  /** Ends all sessions of the viewer but the present one; returns how many. */
  async revokeOthers(viewer: Viewer): Promise<number> {
    const { credential } = viewer;
    if (credential.kind !== "session") throw new ForbiddenError("This needs a session.");
    return this.parts.transactions.run(async () => {
      const count = await this.revokeAllOf(userOf(viewer).id, credential.session.id);
      if (count > 0) await this.parts.events.record(viewer, "session.revoked", { data: { count } });
      return count;
    });
  }

  /** Ends the sessions of a user, except one; returns how many. */
  async revokeAllOf(userId: number, exceptSessionId?: number): Promise<number> {
    return this.end({ userId, ...(exceptSessionId === undefined ? {} : { id: Not(exceptSessionId) }) });
  }

  private async end(which: { id?: number | ReturnType<typeof Not<number>>; userId?: number }): Promise<number> {
    const { affected } = await this.sessions().update(
      { ...which, revokedAt: IsNull(), expiresAt: MoreThan(new Date()) },
      { revokedAt: new Date() },
    );
    return affected ?? 0;
  }

  private async grant(sessionId: number, user: User, refreshId: string): Promise<SessionGrant> {
    const { tokens } = this.parts;
    const access = await tokens.signAccess(sessionId, user.id);
    const refresh = await tokens.signRefresh(sessionId, user.id, refreshId);
    return {
      session: await this.sessions().findOneByOrFail({ id: sessionId }),
      user,
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt,
      refreshToken: refresh.token,
      refreshTokenExpiresAt: refresh.expiresAt,
    };
  }

  /** In a transaction of its own: the request that tells of it fails. */
  private async endReused(sessionId: number, refreshId: string, origin: ClientOrigin): Promise<void> {
    const { transactions, events } = this.parts;
    await transactions.run(async () => {
      const rows = await transactions.query<{ user_id: number }>(
        `UPDATE session SET revoked_at = now() WHERE id = $1 AND refresh_hash <> $2 AND revoked_at IS NULL RETURNING user_id`,
        [sessionId, hashSecret(refreshId)],
      );
      for (const { user_id: userId } of rows) {
        await events.record({ user: null, credential: null, origin }, "session.reuseDetected", {
          subject: { type: "Session", id: sessionId },
          data: { userId },
        });
      }
    });
  }

  /** Names that nobody has are not written down: people type their passwords there. */
  private async refuse(user: User | null, origin: ClientOrigin): Promise<void> {
    await this.parts.refusals.record(
      { user: null, credential: null, origin },
      "session.refused",
      user === null ? "unknown" : `user ${user.id}`,
      user === null ? {} : { subject: { type: "User", id: user.id } },
    );
  }

  /** Not when another password was set meanwhile: it would be undone. */
  private async renewHash(user: User, password: string): Promise<void> {
    const { id, passwordHash: before } = user;
    if (before === null || !isOutdated(before)) return;
    const passwordHash = await hashPassword(password);
    const { affected } = await this.users().update({ id, passwordHash: before }, { passwordHash });
    if (affected === 1) user.passwordHash = passwordHash;
  }

  /** Whoever changes the user waits until this transaction has ended, and then finds its session. */
  private async assertAsProven({ id, passwordHash }: User): Promise<void> {
    const rows = await this.parts.transactions.query(
      "SELECT 1 FROM app_user WHERE id = $1 AND NOT suspended AND password_hash IS NOT DISTINCT FROM $2::text FOR SHARE",
      [id, passwordHash],
    );
    if (rows.length === 0) throw new UnauthenticatedError("The account was changed meanwhile: sign in again.");
  }

  private sessions() {
    return this.parts.transactions.manager().getRepository(Session);
  }

  private users() {
    return this.parts.transactions.manager().getRepository(User);
  }
}

function expired(): UnauthenticatedError {
  return new UnauthenticatedError("The token is valid no longer: sign in again.");
}

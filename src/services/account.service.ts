import { IsNull } from "typeorm";
import { checkedEmail, usernameKey } from "../auth/names.js";
import type { OneTimeTokens } from "../auth/one-time-tokens.js";
import { hashPassword, verifyPassword } from "../auth/passwords.js";
import { type ClientOrigin, userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { TokenPurpose, User } from "../entities/index.js";
import { NotFoundError, UnauthenticatedError, ValidationError } from "../errors/index.js";
import { diffOf } from "../events/diff.js";
import type { Actor, EventRecorder } from "../events/event-recorder.js";
import type { AuthThrottle } from "../limits/index.js";
import type { Mailer } from "../mail/mailer.js";
import type { InstanceService } from "./instance.service.js";
import { assertPassword } from "./password-rules.js";
import type { SessionService } from "./session.service.js";
import type { SettingsService } from "./settings.service.js";
import { withUniqueNames } from "./unique-names.js";

/** What people say of themselves; what is left out stays. */
export interface ProfileChanges {
  readonly displayName?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly bio?: string | undefined;
  /** The present password; needed with another address. */
  readonly currentPassword?: string | undefined;
}

/** What {@link AccountService} needs. */
export interface AccountServiceParts {
  readonly transactions: Transactions;
  readonly settings: Pick<SettingsService, "get">;
  readonly events: Pick<EventRecorder, "record">;
  readonly throttle: AuthThrottle;
  readonly instance: Pick<InstanceService, "assertMultiUser">;
  readonly sessions: Pick<SessionService, "revokeAllOf">;
  readonly oneTimeTokens: OneTimeTokens;
  readonly mailer: Mailer;
}

const recoveryCodes = 8;
/** So many seconds pass between two messages to one user, whoever asks for them. */
const messagePauseSeconds = 60;
/** Whoever uses a token takes its row before the user's, others take them the other way round. */
const again = { retries: 2 } as const;

/** A token, and whose it must be; null: anybody's. */
interface Proof {
  readonly secret: string;
  readonly purpose: TokenPurpose;
  readonly userId: number | null;
}

/** People's own accounts: profile, password, and the ways back in. */
export class AccountService {
  constructor(private readonly parts: AccountServiceParts) {}

  /**
   * Changes what the viewer says of themselves. Whoever has the address can set the password, so that another address wants
   * the present password; it ends the resets that went to the old one.
   * @throws ConflictError when another user has the address; ValidationError when the password is missing or wrong.
   */
  async updateProfile(viewer: Viewer, changes: ProfileChanges): Promise<User> {
    const { transactions, events, oneTimeTokens } = this.parts;
    const { id } = userOf(viewer);
    if (changes.bio === null) throw new ValidationError("must not be null", { field: "bio" });
    const columns = Object.fromEntries(
      (["displayName", "email", "bio"] as const).flatMap((name) =>
        changes[name] === undefined ? [] : [[name, changes[name]]],
      ),
    ) as Partial<User>;
    if (columns.email != null) columns.email = checkedEmail(columns.email);
    if (columns.email !== undefined) await this.assertMayMove(viewer, changes.currentPassword);
    return transactions.run(async () => {
      const before = await this.users().findOneByOrFail({ id });
      if (Object.keys(columns).length > 0) await withUniqueNames(() => this.users().update({ id }, columns));
      const after = await this.users().findOneByOrFail({ id });
      if (after.email !== before.email) await oneTimeTokens.withdraw(id, TokenPurpose.RESET);
      const changed = diffOf(before, after, ["displayName", "email", "bio"]);
      if (Object.keys(changed).length > 0) {
        await events.record(viewer, "user.updated", { subject: { type: "User", id }, changes: changed });
      }
      return after;
    }, again);
  }

  /**
   * Changes the viewer's own password; the other sessions end.
   * @throws ValidationError when the present one is wrong, or the new one breaks a rule; RateLimitedError.
   */
  async changePassword(viewer: Viewer, present: string, next: string): Promise<User> {
    const { settings } = this.parts;
    const { id, username } = userOf(viewer);
    assertPassword(next, settings, username, "newPassword");
    const proven = await this.provePassword(viewer, present);
    await this.replacePassword(viewer, proven, await hashPassword(next));
    return this.users().findOneByOrFail({ id });
  }

  /** A user without a password has nothing to prove by it. */
  private async assertMayMove(viewer: Viewer, password: string | undefined): Promise<void> {
    const { passwordHash } = await this.users().findOneByOrFail({ id: userOf(viewer).id });
    if (passwordHash === null) return;
    if (password === undefined) {
      throw new ValidationError("is required for another address", { field: "currentPassword" });
    }
    await this.provePassword(viewer, password);
  }

  /** @returns the stored password that was proven. */
  private async provePassword(viewer: Viewer, password: string): Promise<string | null> {
    const { id, username } = userOf(viewer);
    return this.parts.throttle.guard({ address: viewer.origin.address, account: usernameKey(username) }, async () => {
      const { passwordHash } = await this.users().findOneByOrFail({ id });
      if (!(await verifyPassword(passwordHash, password))) throw wrongPassword();
      return passwordHash;
    });
  }

  /** Replaces the viewer's recovery codes. @returns the codes, which are nowhere else; each works once. */
  async createRecoveryCodes(viewer: Viewer): Promise<string[]> {
    const { transactions, oneTimeTokens, events } = this.parts;
    const { id } = userOf(viewer);
    return transactions.run(async () => {
      await this.lock(id);
      await oneTimeTokens.withdraw(id, TokenPurpose.RECOVERY);
      const codes: string[] = [];
      while (codes.length < recoveryCodes) codes.push((await oneTimeTokens.issue(id, TokenPurpose.RECOVERY)).secret);
      await events.record(viewer, "user.recoveryCodesCreated", { subject: { type: "User", id } });
      return codes;
    }, again);
  }

  /**
   * Sends a reset token to a user's address, at most one a minute. Whether there is such a user, or an address, changes
   * neither the answer nor its time: the rest happens after it. Earlier tokens stay good until one of them is used, so
   * that a stranger who asks for another does not take away the one that its user was sent.
   * @throws RateLimitedError; MultiUserModeRequiredError.
   */
  async requestPasswordReset(username: string, origin: ClientOrigin): Promise<void> {
    const { throttle, instance, transactions } = this.parts;
    const account = usernameKey(username);
    await throttle.admit({ address: origin.address, account });
    await instance.assertMultiUser();
    transactions.afterCommit(() => this.sendReset(account, origin));
  }

  /** Makes a reset token for an administrator to hand over; it replaces earlier ones. @throws NotFoundError. */
  async createPasswordReset(viewer: Viewer, userId: number): Promise<{ token: string; expiresAt: Date }> {
    const { transactions, instance, oneTimeTokens } = this.parts;
    await instance.assertMultiUser();
    return transactions.run(async () => {
      if (!(await this.lock(userId))) throw new NotFoundError("User", { field: "userId" });
      await oneTimeTokens.withdraw(userId, TokenPurpose.RESET);
      return this.issueReset(viewer, userId);
    }, again);
  }

  /** Sets a password with a reset token; all sessions of the user end. @throws UnauthenticatedError; ValidationError. */
  async resetPassword(token: string, password: string, origin: ClientOrigin): Promise<void> {
    await this.parts.throttle.admit({ address: origin.address, account: "reset" });
    await this.prove({ secret: token, purpose: TokenPurpose.RESET, userId: null }, password, origin);
  }

  /** Sets a password with a recovery code; all sessions of the user end. @throws UnauthenticatedError; ValidationError. */
  async recover(username: string, code: string, password: string, origin: ClientOrigin): Promise<void> {
    const account = usernameKey(username);
    await this.parts.throttle.guard({ address: origin.address, account }, async () => {
      const user = await this.users().findOneBy({ usernameKey: account });
      await this.prove({ secret: code, purpose: TokenPurpose.RECOVERY, userId: user?.id ?? 0 }, password, origin);
    });
  }

  /** Hashing comes first: it costs the same for a token that is none. A refused password does not use the token up. */
  private async prove({ secret, purpose, userId }: Proof, password: string, origin: ClientOrigin): Promise<void> {
    const { transactions, oneTimeTokens, settings, sessions, events } = this.parts;
    assertPassword(password, settings, "", "newPassword");
    const passwordHash = await hashPassword(password);
    await transactions.run(async () => {
      const owner = await oneTimeTokens.use(secret, purpose, userId);
      const user = owner === null ? null : await this.users().findOneBy({ id: owner, suspended: false });
      if (user === null) throw new UnauthenticatedError("The token or code is unknown, used or expired.");
      assertPassword(password, settings, user.username, "newPassword");
      await this.users().update({ id: user.id }, { passwordHash });
      await oneTimeTokens.withdraw(user.id, TokenPurpose.RESET);
      await sessions.revokeAllOf(user.id);
      await events.record(nobody(origin), "user.passwordChanged", {
        subject: { type: "User", id: user.id },
        data: { by: purpose },
      });
    }, again);
  }

  /** The viewer's password, provided that it is still the one that was proven. */
  private async replacePassword(viewer: Viewer, proven: string | null, passwordHash: string): Promise<void> {
    const { transactions, sessions, events, oneTimeTokens } = this.parts;
    const { id } = userOf(viewer);
    const own = viewer.credential.kind === "session" ? viewer.credential.session.id : undefined;
    await transactions.run(async () => {
      const { affected } = await this.users().update({ id, passwordHash: proven ?? IsNull() }, { passwordHash });
      if (affected !== 1) throw wrongPassword();
      await oneTimeTokens.withdraw(id, TokenPurpose.RESET);
      await sessions.revokeAllOf(id, own);
      await events.record(viewer, "user.passwordChanged", { subject: { type: "User", id } });
    }, again);
  }

  private async sendReset(account: string, origin: ClientOrigin): Promise<void> {
    const { transactions, mailer, settings, oneTimeTokens } = this.parts;
    if (!mailer.isConfigured()) return;
    const user = await this.users().findOneBy({ usernameKey: account, suspended: false });
    if (user?.email == null) return;
    const token = await transactions.run(async () => {
      await this.lock(user.id);
      const isSoon = await oneTimeTokens.wasIssued(user.id, TokenPurpose.RESET, messagePauseSeconds);
      return isSoon ? null : (await this.issueReset(nobody(origin), user.id)).token;
    });
    if (token === null) return;
    const address = settings.get("publicUrl");
    await mailer.send({
      to: user.email,
      subject: "Set a new password",
      text: [
        `Somebody, you we hope, asked for a new password for ${user.username}${address === null ? "" : ` at ${address}`}.`,
        "With this token you can set one within the next hour. It works once:",
        token,
        "If it was not you, do nothing: your password stays as it is.",
      ].join("\n\n"),
    });
  }

  private async issueReset(actor: Actor, userId: number): Promise<{ token: string; expiresAt: Date }> {
    const { oneTimeTokens, events } = this.parts;
    await events.record(actor, "user.resetRequested", { subject: { type: "User", id: userId } });
    const { secret, expiresAt } = await oneTimeTokens.issue(userId, TokenPurpose.RESET);
    return { token: secret, expiresAt: expiresAt ?? new Date() };
  }

  /** Makes others who replace the user's tokens wait, until the transaction has ended. @returns whether there is a user. */
  private async lock(userId: number): Promise<boolean> {
    const rows = await this.parts.transactions.query("SELECT 1 FROM app_user WHERE id = $1 FOR NO KEY UPDATE", [
      userId,
    ]);
    return rows.length > 0;
  }

  private users() {
    return this.parts.transactions.manager().getRepository(User);
  }
}

/** Somebody of whom nothing but the origin is known. */
function nobody(origin: ClientOrigin): Actor {
  return { user: null, credential: null, origin };
}

function wrongPassword(): ValidationError {
  return new ValidationError("is wrong", { field: "currentPassword" });
}

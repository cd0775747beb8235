import type { SelectQueryBuilder } from "typeorm";
import { checkedEmail, checkedUsername, usernameKey } from "../auth/names.js";
import type { OneTimeTokens } from "../auth/one-time-tokens.js";
import { hashPassword } from "../auth/passwords.js";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { TokenPurpose, User, UserRole } from "../entities/index.js";
import { NotFoundError, ValidationError } from "../errors/index.js";
import { diffOf } from "../events/diff.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { isAdministrator, knownUsers } from "../policies/user.policy.js";
import type { Administrators } from "./administrators.js";
import type { InstanceService } from "./instance.service.js";
import { findKnown } from "./known.js";
import { escapeLike } from "./like.js";
import type { NewUser, NewUsers } from "./new-users.js";
import { type Page, type PageRequest, readPage } from "./page.js";
import { assertPassword } from "./password-rules.js";
import type { SessionService } from "./session.service.js";
import type { SettingsService } from "./settings.service.js";
import { withUniqueNames } from "./unique-names.js";

/** Narrows a list of users; fields are combined with AND. */
export interface UserFilter {
  /** Part of the username or the display name; for administrators also of the email address. Whatever its case. */
  readonly search?: string | undefined;
  readonly role?: UserRole | undefined;
  readonly suspended?: boolean | undefined;
  readonly databaseIds?: readonly number[] | undefined;
}

/** Changes to a user; what is left out stays. */
export interface UserChanges {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly role?: UserRole | undefined;
  readonly email?: string | null | undefined;
  readonly displayName?: string | null | undefined;
  readonly bio?: string | undefined;
  readonly dailyMessageLimit?: number | null | undefined;
  readonly suspended?: boolean | undefined;
}

/** What {@link UserService} needs. */
export interface UserServiceParts {
  readonly transactions: Transactions;
  readonly settings: Pick<SettingsService, "get">;
  readonly events: Pick<EventRecorder, "record">;
  readonly instance: Pick<InstanceService, "assertMultiUser">;
  readonly sessions: Pick<SessionService, "revokeAllOf">;
  readonly oneTimeTokens: Pick<OneTimeTokens, "withdraw">;
  readonly newUsers: NewUsers;
  readonly administrators: Administrators;
}

/** People's accounts, as administrators manage them. */
export class UserService {
  constructor(private readonly parts: UserServiceParts) {}

  /** Null when there is none, or the viewer may not know of it. */
  async find(viewer: Viewer, id: number): Promise<User | null> {
    return findKnown(this.repository(), "user", id, knownUsers(viewer));
  }

  /** The users that the viewer may know of, oldest first. */
  async list(viewer: Viewer, page: PageRequest, filter: UserFilter = {}): Promise<Page<User>> {
    const query = this.repository().createQueryBuilder("user");
    const known = knownUsers(viewer);
    query.andWhere(known.sql, known.parameters);
    narrow(query, filter, isAdministrator(viewer));
    return readPage(query, "user", page);
  }

  /** @throws ConflictError when another user has the name or the address; MultiUserModeRequiredError. */
  async create(viewer: Viewer, input: NewUser): Promise<User> {
    await this.parts.instance.assertMultiUser();
    return this.parts.newUsers.insert(viewer, await this.parts.newUsers.prepare(input), {});
  }

  /**
   * Changes a user. A new password, and a suspension, end all sessions of the user.
   * @throws LastAdminError when no active administrator would be left; ConflictError when another user has the name or
   * the address; MultiUserModeRequiredError.
   */
  async update(viewer: Viewer, id: number, changes: UserChanges): Promise<User> {
    const { transactions, settings, sessions, instance, administrators } = this.parts;
    await instance.assertMultiUser();
    const present = await this.get(viewer, id);
    const columns = columnsOf(changes);
    if (changes.password !== undefined)
      assertPassword(changes.password, settings, columns.username ?? present.username);
    const passwordHash = changes.password === undefined ? undefined : await hashPassword(changes.password);
    return transactions.run(async () => {
      const isLess = (columns.role !== undefined && columns.role !== UserRole.ADMIN) || columns.suspended === true;
      if (isLess) await administrators.assertAnotherThan(id);
      const before = await this.get(viewer, id);
      if (Object.keys(columns).length > 0) await withUniqueNames(() => this.repository().update({ id }, columns));
      if (passwordHash !== undefined) await this.setPassword(id, passwordHash);
      const after = await this.repository().findOneByOrFail({ id });
      if (passwordHash !== undefined || (after.suspended && !before.suspended)) await sessions.revokeAllOf(id);
      await this.recordChange(viewer, before, after, passwordHash !== undefined);
      return after;
    });
  }

  /** @throws NotFoundError when there is none, or the viewer may not know of it. */
  async get(viewer: Viewer, id: number): Promise<User> {
    const user = await this.find(viewer, id);
    if (user === null) throw new NotFoundError("User", { field: "userId" });
    return user;
  }

  /** A reset that was asked for before must not undo it. */
  private async setPassword(id: number, passwordHash: string): Promise<void> {
    await this.repository().update({ id }, { passwordHash });
    await this.parts.oneTimeTokens.withdraw(id, TokenPurpose.RESET);
  }

  private async recordChange(viewer: Viewer, before: User, after: User, hasNewPassword: boolean): Promise<void> {
    const { events } = this.parts;
    const subject = { type: "User", id: after.id } as const;
    const changes = diffOf(before, after, recordedFields);
    if (Object.keys(changes).length > 0) await events.record(viewer, "user.updated", { subject, changes });
    if (hasNewPassword) await events.record(viewer, "user.passwordChanged", { subject });
  }

  private repository() {
    return this.parts.transactions.manager().getRepository(User);
  }
}

const recordedFields = [
  "username",
  "role",
  "email",
  "displayName",
  "bio",
  "dailyMessageLimit",
  "suspended",
] as const satisfies readonly (keyof User)[];

/** The columns that changes set. @throws ValidationError for a name or an address that nobody may have. */
function columnsOf(changes: UserChanges): Partial<User> {
  const blank = (["username", "password", "role", "bio", "suspended"] as const).find((name) => changes[name] === null);
  if (blank !== undefined) throw new ValidationError("must not be null", { field: blank });
  const given = Object.fromEntries(
    recordedFields.flatMap((name) => (changes[name] === undefined ? [] : [[name, changes[name]]])),
  ) as Partial<User>;
  if (given.username !== undefined) given.usernameKey = usernameKey(checkedUsername(given.username));
  if (given.email !== undefined && given.email !== null) given.email = checkedEmail(given.email);
  return given;
}

function narrow(query: SelectQueryBuilder<User>, filter: UserFilter, inEmails: boolean): void {
  const { search, role, suspended, databaseIds } = filter;
  if (search !== undefined) {
    const columns = ["user.username", "user.displayName", ...(inEmails ? ["user.email"] : [])];
    query.andWhere(`(${columns.map((column) => `${column} ILIKE :search`).join(" OR ")})`, {
      search: `%${escapeLike(search)}%`,
    });
  }
  if (databaseIds !== undefined) query.andWhere("user.id = ANY(:databaseIds)", { databaseIds });
  if (role !== undefined) query.andWhere("user.role = :role", { role });
  if (suspended !== undefined) query.andWhere("user.suspended = :suspended", { suspended });
}

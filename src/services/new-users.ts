import { checkedEmail, checkedUsername, usernameKey } from "../auth/names.js";
import { hashPassword } from "../auth/passwords.js";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { User, type UserRole } from "../entities/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { assertPassword } from "./password-rules.js";
import type { SettingsService } from "./settings.service.js";
import { withUniqueNames } from "./unique-names.js";

/** What a new user is to be. */
export interface NewUser {
  readonly username: string;
  /** Left out: the user signs in by single sign-on, or sets a password by a reset token. */
  readonly password?: string | undefined;
  readonly role: UserRole;
  readonly email?: string | undefined;
  readonly displayName?: string | undefined;
  readonly bio?: string | undefined;
  readonly dailyMessageLimit?: number | undefined;
}

/** A new user whose name and password were checked. */
export type PreparedUser = Pick<User, "username" | "usernameKey" | "passwordHash" | "role"> &
  Partial<Pick<User, "email" | "displayName" | "bio" | "dailyMessageLimit">>;

/** Makes users, whoever asked for them: an administrator, an invited person, somebody who registers. */
export class NewUsers {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: Pick<SettingsService, "get">,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /**
   * Checks a new user, and hashes the password, which takes too long for a transaction.
   * @throws ValidationError naming the field.
   */
  async prepare(input: NewUser): Promise<PreparedUser> {
    this.transactions.assertOutside("Hashing a password");
    const username = checkedUsername(input.username);
    const email = input.email === undefined ? null : checkedEmail(input.email);
    if (input.password !== undefined) assertPassword(input.password, this.settings, username);
    return {
      username,
      usernameKey: usernameKey(username),
      passwordHash: input.password === undefined ? null : await hashPassword(input.password),
      role: input.role,
      email,
      displayName: input.displayName ?? null,
      bio: input.bio ?? "",
      dailyMessageLimit: input.dailyMessageLimit ?? null,
    };
  }

  /**
   * Stores a user with its event.
   * @param actor who makes the user; null: somebody without a credential, the user.
   * @throws ConflictError when another user has the name or the address.
   */
  async insert(actor: Viewer | null, prepared: PreparedUser, data: Readonly<Record<string, unknown>>): Promise<User> {
    return this.transactions.run(async () => {
      const users = this.transactions.manager().getRepository(User);
      const { identifiers } = await withUniqueNames(() => users.insert(prepared));
      const id = identifiers[0]?.["id"] as number;
      const { username, role } = prepared;
      await this.events.record(actor, "user.created", {
        subject: { type: "User", id },
        data: { username, role, ...data },
      });
      return users.findOneByOrFail({ id });
    });
  }
}

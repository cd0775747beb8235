import { checkedUsername, usernameKey } from "../auth/names.js";
import { hashPassword } from "../auth/passwords.js";
import { userOf, type Viewer } from "../auth/viewer.js";
import { version } from "../config/version.js";
import type { Transactions } from "../database/transaction.js";
import { Instance, User, UserRole } from "../entities/index.js";
import { ConflictError, MultiUserModeRequiredError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { assertPassword } from "./password-rules.js";
import type { SettingsService } from "./settings.service.js";

/** What anybody may know of an instance, a login page before all. */
export interface InstanceFacts {
  readonly version: string;
  readonly multiUserMode: boolean;
  readonly registrationOpen: boolean;
  readonly singleSignOn: boolean;
  readonly supportEmail: string | null;
}

/** What is true of the whole instance. */
export class InstanceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: Pick<SettingsService, "get">,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  async facts(): Promise<InstanceFacts> {
    const multiUserMode = await this.isMultiUser();
    return {
      version,
      multiUserMode,
      registrationOpen: multiUserMode && this.settings.get("registrationOpen"),
      singleSignOn: multiUserMode && this.settings.get("simpleSsoEnabled"),
      supportEmail: this.settings.get("supportEmail"),
    };
  }

  /** Whether people have accounts here; else its keys and one owner are all there is. */
  async isMultiUser(): Promise<boolean> {
    const instance = await this.transactions.manager().getRepository(Instance).findOneBy({ id: 1 });
    return instance !== null && instance.multiUserSince !== null;
  }

  /** @throws MultiUserModeRequiredError in single-user mode. */
  async assertMultiUser(): Promise<void> {
    if (!(await this.isMultiUser())) throw new MultiUserModeRequiredError();
  }

  /**
   * Opens the instance to many users, once and for ever: its owner becomes the first administrator, with a name and a
   * password to sign in. Keys, documents and chats of the owner stay theirs.
   * @throws ConflictError when it was done before, or by another request at the same time.
   */
  async enableMultiUserMode(
    viewer: Viewer,
    input: { readonly username: string; readonly password: string },
  ): Promise<User> {
    if (await this.isMultiUser()) throw new AlreadyMultiUserError();
    const username = checkedUsername(input.username);
    assertPassword(input.password, this.settings, username);
    const passwordHash = await hashPassword(input.password);
    const { id } = userOf(viewer);
    return this.transactions.run(async () => {
      // The statement decides between requests at the same time: the second waits for the first, and then changes nothing.
      const opened = await this.transactions.query(
        `INSERT INTO instance (id, multi_user_since) VALUES (1, now())
         ON CONFLICT (id) DO UPDATE SET multi_user_since = now() WHERE instance.multi_user_since IS NULL RETURNING id`,
      );
      if (opened.length === 0) throw new AlreadyMultiUserError();
      const users = this.transactions.manager().getRepository(User);
      await users.update({ id }, { username, usernameKey: usernameKey(username), passwordHash, role: UserRole.ADMIN });
      await this.events.record(viewer, "instance.multiUserEnabled", { subject: { type: "User", id } });
      return users.findOneByOrFail({ id });
    });
  }
}

class AlreadyMultiUserError extends ConflictError {
  constructor() {
    super("The instance is in multi-user mode already.");
  }
}

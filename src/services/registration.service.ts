import { usernameKey } from "../auth/names.js";
import type { ClientOrigin, Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { type User, UserRole } from "../entities/index.js";
import { ConflictError, ForbiddenError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { AuthThrottle } from "../limits/index.js";
import type { InstanceService } from "./instance.service.js";
import type { NewUsers } from "./new-users.js";
import type { SessionGrant, SessionService } from "./session.service.js";
import type { SettingsService } from "./settings.service.js";

/** What somebody who becomes a user says of themselves. */
export interface Registration {
  readonly username: string;
  readonly password: string;
  readonly email?: string | undefined;
}

/** What {@link RegistrationService} needs. */
export interface RegistrationParts {
  readonly transactions: Transactions;
  readonly settings: Pick<SettingsService, "get">;
  readonly events: Pick<EventRecorder, "record">;
  readonly throttle: Pick<AuthThrottle, "admit">;
  readonly instance: Pick<InstanceService, "assertMultiUser">;
  readonly sessions: Pick<SessionService, "begin">;
  readonly newUsers: NewUsers;
}

/** How people become users by themselves: by an invite, or freely where the instance allows it. They are signed in at once. */
export class RegistrationService {
  constructor(private readonly parts: RegistrationParts) {}

  /**
   * Makes a user of whoever asks, with the DEFAULT role and no workspaces.
   * @throws ForbiddenError unless the instance admits everybody; RateLimitedError; MultiUserModeRequiredError;
   * ConflictError when another user has the name or the address; ValidationError.
   */
  async register(input: Registration, origin: ClientOrigin): Promise<SessionGrant> {
    const { settings, throttle, instance, newUsers, sessions } = this.parts;
    await throttle.admit({ address: origin.address, account: usernameKey(input.username) });
    await instance.assertMultiUser();
    if (!settings.get("registrationOpen")) throw new ForbiddenError("Registration is closed: ask for an invite.");
    const prepared = await newUsers.prepare({ ...input, role: UserRole.DEFAULT });
    const user = await newUsers.insert(null, prepared, { by: "registration" });
    return sessions.begin(user, origin);
  }

  /**
   * Makes a user of whoever has an invite, as a member of its workspaces as far as they still exist.
   * @throws ConflictError when it was claimed or taken back meanwhile, or another user has the name or the address;
   * RateLimitedError; ValidationError.
   */
  async claim(viewer: Viewer, input: Registration, origin: ClientOrigin): Promise<SessionGrant> {
    const { throttle, instance, newUsers, sessions, transactions } = this.parts;
    if (viewer.credential.kind !== "invite") throw new ForbiddenError("This needs an invite.");
    const { invite } = viewer.credential;
    await throttle.admit({ address: origin.address, account: viewer.asker });
    await instance.assertMultiUser();
    const prepared = await newUsers.prepare({ ...input, role: UserRole.DEFAULT });
    const user = await transactions.run(async () => {
      await this.use(invite.id);
      const claimant = await newUsers.insert(viewer, prepared, { by: "invite" });
      await this.join(invite.id, claimant);
      await this.parts.events.record(viewer, "invite.claimed", {
        subject: { type: "Invite", id: invite.id },
        data: { userId: claimant.id, username: claimant.username },
      });
      return claimant;
    });
    return sessions.begin(user, origin);
  }

  /** Whoever changes the row uses the invite; a request at the same time waits, and then finds nothing to change. */
  private async use(inviteId: number): Promise<void> {
    const rows = await this.parts.transactions.query(
      "UPDATE invite SET status = 'claimed', sealed_code = '', updated_at = now() WHERE id = $1 AND status = 'pending' AND (expires_at IS NULL OR expires_at > now()) RETURNING id",
      [inviteId],
    );
    if (rows.length === 0) throw new ConflictError("The invite can no longer be claimed.");
  }

  private async join(inviteId: number, { id: userId }: User): Promise<void> {
    const { transactions } = this.parts;
    await transactions.query("UPDATE invite SET claimed_by_id = $2 WHERE id = $1", [inviteId, userId]);
    await transactions.query(
      `INSERT INTO workspace_member (workspace_id, user_id)
       SELECT workspace.id, $2 FROM workspace JOIN invite ON workspace.id = ANY(invite.workspace_ids)
       WHERE invite.id = $1 FOR KEY SHARE OF workspace`,
      [inviteId, userId],
    );
  }
}

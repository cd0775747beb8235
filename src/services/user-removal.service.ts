import { userOf, type Viewer } from "../auth/viewer.js";
import type { LiveChats } from "../chat/live-chats.js";
import type { Transactions } from "../database/transaction.js";
import { User } from "../entities/index.js";
import { NotFoundError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { Administrators } from "./administrators.js";
import type { InstanceService } from "./instance.service.js";
import type { UserService } from "./user.service.js";

/** What becomes of the chats of a user who is deleted. */
export type ChatsOfDeleted = "keep" | "purge";

/** What {@link UserRemovalService} needs. */
export interface UserRemovalParts {
  readonly transactions: Transactions;
  readonly events: Pick<EventRecorder, "record">;
  readonly instance: Pick<InstanceService, "assertMultiUser">;
  readonly users: Pick<UserService, "get">;
  readonly administrators: Administrators;
  readonly live: Pick<LiveChats, "stop">;
}

/** Deletes users for good. */
export class UserRemovalService {
  constructor(private readonly parts: UserRemovalParts) {}

  /**
   * Deletes a user. Keys, sessions and memberships go too. Documents pass to the administrator who deletes, or to the
   * first of the others when that is the user. Chats stay without a name and threads pass on like documents, or, purged,
   * both are deleted, and running answers stopped.
   * @throws LastAdminError when no active administrator would be left; MultiUserModeRequiredError; NotFoundError.
   */
  async delete(viewer: Viewer, id: number, chats: ChatsOfDeleted): Promise<void> {
    const { transactions, instance, users, administrators } = this.parts;
    await instance.assertMultiUser();
    await users.get(viewer, id);
    if (chats === "purge") {
      await transactions.run(() => administrators.assertAnotherThan(id));
      await this.stopAnswers(id);
    }
    // Answers that are being written lock their rows in an order of their own.
    await transactions.run(() => this.deleteRows(viewer, id, chats), { retries: 3 });
  }

  private async deleteRows(viewer: Viewer, id: number, chats: ChatsOfDeleted): Promise<void> {
    const { transactions, events, administrators } = this.parts;
    const heirs = await administrators.assertAnotherThan(id);
    const heirId = heirs.find((heir) => heir === userOf(viewer).id) ?? heirs[0];
    // Nothing of the user's can be added from here on, so that all of it is found below.
    const [user] = await transactions.query<{ username: string }>(
      "SELECT username FROM app_user WHERE id = $1 FOR UPDATE",
      [id],
    );
    if (user === undefined) throw new NotFoundError("User", { field: "userId" });
    // A name that the heir has given to another document stays with that one.
    await transactions.query(
      `UPDATE document passed SET owner_id = $2, external_id = CASE WHEN NOT EXISTS (
         SELECT 1 FROM document own WHERE own.owner_id = $2 AND own.external_id = passed.external_id
       ) THEN passed.external_id END
       WHERE passed.owner_id = $1`,
      [id, heirId],
    );
    if (chats === "purge") {
      await transactions.query("DELETE FROM thread WHERE user_id = $1", [id]);
      await transactions.query("DELETE FROM chat WHERE user_id = $1", [id]);
    } else {
      await transactions.query("UPDATE thread SET user_id = $2 WHERE user_id = $1", [id, heirId]);
    }
    await transactions.manager().getRepository(User).delete({ id });
    await events.record(viewer, "user.deleted", {
      subject: { type: "User", id },
      data: { username: user.username, chats, heirId },
    });
  }

  /** What is asked after this has its row taken away, which ends it as well. */
  private async stopAnswers(userId: number): Promise<void> {
    const running = await this.parts.transactions.query<{ id: number }>(
      "SELECT id FROM chat WHERE user_id = $1 AND status IN ('pending', 'streaming')",
      [userId],
    );
    await Promise.all(running.map(({ id }) => this.parts.live.stop(id).catch(ignoreGone)));
  }
}

/** A chat may be deleted while it is stopped. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof NotFoundError)) throw error;
}

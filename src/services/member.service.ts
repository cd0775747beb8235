import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { User, type Workspace } from "../entities/index.js";
import { NotFoundError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownUsers } from "../policies/user.policy.js";
import type { InstanceService } from "./instance.service.js";
import type { WorkspaceService } from "./workspace.service.js";

/** What a change of a workspace's members did. */
export interface MembershipChange {
  readonly workspace: Workspace;
  readonly added: readonly User[];
  readonly removed: readonly User[];
  /** Users of the request who were, or were not, members already. */
  readonly unchanged: readonly User[];
}

/** Who is a member of which workspace. */
export class MemberService {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Pick<WorkspaceService, "getManaged">,
    private readonly instance: Pick<InstanceService, "assertMultiUser">,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /**
   * Makes users members. All of them, or none.
   * @throws NotFoundError when one of them, or the workspace, is unknown; MultiUserModeRequiredError.
   */
  async add(viewer: Viewer, workspaceId: number, userIds: readonly number[]): Promise<MembershipChange> {
    return this.change(viewer, workspaceId, userIds, async (ids) => ({
      added: await this.insert(workspaceId, ids),
      removed: [],
    }));
  }

  /** Ends memberships, under the rules of {@link add}. */
  async remove(viewer: Viewer, workspaceId: number, userIds: readonly number[]): Promise<MembershipChange> {
    return this.change(viewer, workspaceId, userIds, async (ids) => ({
      added: [],
      removed: await this.delete("workspace_id = $1 AND user_id = ANY($2)", workspaceId, ids),
    }));
  }

  /** Makes exactly these users members, under the rules of {@link add}. */
  async set(viewer: Viewer, workspaceId: number, userIds: readonly number[]): Promise<MembershipChange> {
    return this.change(viewer, workspaceId, userIds, async (ids) => ({
      removed: await this.delete("workspace_id = $1 AND user_id <> ALL($2)", workspaceId, ids),
      added: await this.insert(workspaceId, ids),
    }));
  }

  private async change(
    viewer: Viewer,
    workspaceId: number,
    userIds: readonly number[],
    apply: (ids: readonly number[]) => Promise<{ readonly added: number[]; readonly removed: number[] }>,
  ): Promise<MembershipChange> {
    await this.instance.assertMultiUser();
    return this.transactions.run(async () => {
      const workspace = await this.workspaces.getManaged(viewer, workspaceId);
      // One change of a workspace after the other: of two lists that are set at once, one holds.
      await this.transactions.query("SELECT pg_advisory_xact_lock(hashtext('workspace-members'), $1)", [workspaceId]);
      const ids = [...new Set(userIds)];
      const known = await this.users(viewer, ids);
      if (known.length !== ids.length) throw new NotFoundError("User", { field: "userIds" });
      const { added, removed } = await apply(ids);
      if (added.length + removed.length > 0) {
        await this.events.record(viewer, "workspace.membersChanged", {
          subject: { type: "Workspace", id: workspaceId },
          workspaceId,
          data: { added, removed },
        });
      }
      return {
        workspace,
        added: known.filter(({ id }) => added.includes(id)),
        removed: await this.users(viewer, removed),
        unchanged: known.filter(({ id }) => !added.includes(id) && !removed.includes(id)),
      };
    });
  }

  /** Users by their ids, oldest first; they cannot be deleted before the transaction ends. */
  private async users(viewer: Viewer, ids: readonly number[]): Promise<User[]> {
    const known = knownUsers(viewer);
    return this.transactions
      .manager()
      .createQueryBuilder(User, "user")
      .where("user.id = ANY(:ids)", { ids })
      .andWhere(known.sql, known.parameters)
      .orderBy("user.id", "ASC")
      .setLock("for_key_share")
      .getMany();
  }

  private async insert(workspaceId: number, userIds: readonly number[]): Promise<number[]> {
    const rows = await this.transactions.query<{ user_id: number }>(
      "INSERT INTO workspace_member (workspace_id, user_id) SELECT $1, unnest($2::int[]) ON CONFLICT DO NOTHING RETURNING user_id",
      [workspaceId, userIds],
    );
    return rows.map((row) => row.user_id);
  }

  private async delete(condition: string, workspaceId: number, userIds: readonly number[]): Promise<number[]> {
    const rows = await this.transactions.query<{ user_id: number }>(
      `DELETE FROM workspace_member WHERE ${condition} RETURNING user_id`,
      [workspaceId, userIds],
    );
    return rows.map((row) => row.user_id);
  }
}

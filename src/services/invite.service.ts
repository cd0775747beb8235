import { refusalOf } from "../auth/permissions.js";
import { generateInviteCode, hashSecret } from "../auth/secrets.js";
import { userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Invite, InviteStatus, Workspace } from "../entities/index.js";
import { ConflictError, NotFoundError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownInvites } from "../policies/invite.policy.js";
import { knownWorkspaces } from "../policies/workspace.policy.js";
import type { SecretBox } from "../secrets/secret-box.js";
import { futureExpiry } from "./instance-keys.js";
import type { InstanceService } from "./instance.service.js";
import { findKnown } from "./known.js";
import { type Page, type PageRequest, readPage } from "./page.js";

/** What a new invite is to be. */
export interface NewInvite {
  /** Of which whoever claims it becomes a member. */
  readonly workspaceIds: readonly number[];
  readonly expiresAt?: Date | undefined;
}

/** Narrows a list of invites; fields are combined with AND. */
export interface InviteFilter {
  readonly status?: InviteStatus | undefined;
  readonly databaseIds?: readonly number[] | undefined;
}

/** Invites, as administrators manage them. */
export class InviteService {
  constructor(
    private readonly transactions: Transactions,
    private readonly box: Pick<SecretBox, "seal" | "open">,
    private readonly instance: Pick<InstanceService, "assertMultiUser">,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /** The invites that the viewer may know of, oldest first, with those that were claimed or taken back. */
  async list(viewer: Viewer, page: PageRequest, filter: InviteFilter = {}): Promise<Page<Invite>> {
    const { status, databaseIds } = filter;
    const query = this.repository().createQueryBuilder("invite");
    const known = knownInvites(viewer);
    query.andWhere(known.sql, known.parameters);
    if (status !== undefined) query.andWhere("invite.status = :status", { status });
    if (databaseIds !== undefined) query.andWhere("invite.id = ANY(:databaseIds)", { databaseIds });
    return readPage(query, "invite", page);
  }

  /** Null when there is none, or the viewer may not know of it. */
  async find(viewer: Viewer, id: number): Promise<Invite | null> {
    return findKnown(this.repository(), "invite", id, knownInvites(viewer));
  }

  /** @throws NotFoundError when one of the workspaces is unknown; MultiUserModeRequiredError. */
  async create(viewer: Viewer, input: NewInvite): Promise<Invite> {
    await this.instance.assertMultiUser();
    const expiresAt = futureExpiry(input.expiresAt);
    const workspaceIds = [...new Set(input.workspaceIds)];
    const code = generateInviteCode();
    const codeHash = hashSecret(code);
    return this.transactions.run(async () => {
      const known = knownWorkspaces(viewer);
      const found = await this.transactions
        .manager()
        .createQueryBuilder(Workspace, "workspace")
        .where("workspace.id = ANY(:workspaceIds)", { workspaceIds })
        .andWhere(known.sql, known.parameters)
        .getCount();
      if (found !== workspaceIds.length) throw new NotFoundError("Workspace", { field: "workspaceIds" });
      const { identifiers } = await this.repository().insert({
        codeHash,
        sealedCode: this.box.seal(code, inviteCodeContext({ codeHash })),
        workspaceIds,
        creatorId: userOf(viewer).id,
        expiresAt,
      });
      const id = identifiers[0]?.["id"] as number;
      await this.events.record(viewer, "invite.created", {
        subject: { type: "Invite", id },
        data: { workspaceIds, expiresAt },
      });
      return this.repository().findOneByOrFail({ id });
    });
  }

  /**
   * Takes an invite back; one that was taken back already stays so.
   * @throws ConflictError when somebody has claimed it; NotFoundError; MultiUserModeRequiredError.
   */
  async disable(viewer: Viewer, id: number): Promise<Invite> {
    await this.instance.assertMultiUser();
    return this.transactions.run(async () => {
      const known = await this.find(viewer, id);
      if (known === null) throw new NotFoundError("Invite", { field: "inviteId" });
      const rows = await this.transactions.query(
        "UPDATE invite SET status = 'disabled', sealed_code = '', updated_at = now() WHERE id = $1 AND status = 'pending' RETURNING id",
        [id],
      );
      if (rows.length > 0) await this.events.record(viewer, "invite.disabled", { subject: { type: "Invite", id } });
      const invite = await this.repository().findOneByOrFail({ id });
      if (invite.status === InviteStatus.CLAIMED) throw new ConflictError("The invite was claimed already.");
      return invite;
    });
  }

  /** The code of an invite that can still be claimed, for administrators; null for others and of others. */
  codeOf(viewer: Viewer, invite: Invite): string | null {
    if (refusalOf(viewer, "administer") !== null || invite.status !== InviteStatus.PENDING) return null;
    return this.box.open(invite.sealedCode, inviteCodeContext(invite));
  }

  private repository() {
    return this.transactions.manager().getRepository(Invite);
  }
}

/** What an invite's sealed code is bound to, so that it cannot be moved to another row. */
export function inviteCodeContext({ codeHash }: Pick<Invite, "codeHash">): string {
  return `invite:${codeHash}`;
}

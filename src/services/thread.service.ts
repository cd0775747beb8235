import { randomUUID } from "node:crypto";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Thread } from "../entities/index.js";
import { ConflictError, ForbiddenError, NotFoundError, ValidationError } from "../errors/index.js";
import { diffOf } from "../events/diff.js";
import type { EventFacts, EventRecorder } from "../events/event-recorder.js";
import { knownThreads, mayChangeThread, threadOwner } from "../policies/thread.policy.js";
import { findKnown } from "./known.js";
import { slugInWorkspace } from "./slug.js";
import type { UserService } from "./user.service.js";
import type { WorkspaceService } from "./workspace.service.js";

/** What a thread begins with. */
export interface NewThread {
  readonly name?: string | undefined;
  readonly slug?: string | undefined;
  /** Whose it is; by default the viewer's, or the workspace's where a manager's program begins it. */
  readonly userId?: number | undefined;
}

/** Named conversations in workspaces. */
export class ThreadService {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: WorkspaceService,
    private readonly users: Pick<UserService, "get">,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /** @throws NotFoundError when there is none, or the viewer may not know of it. */
  async get(viewer: Viewer, id: number, field = "threadId"): Promise<Thread> {
    const thread = await findKnown(this.repository(), "thread", id, knownThreads(viewer));
    if (thread === null) throw new NotFoundError("Thread", { field });
    return thread;
  }

  /** @throws ForbiddenError when the viewer may only use it. */
  private async getChangeable(viewer: Viewer, id: number): Promise<Thread> {
    const thread = await this.get(viewer, id);
    if (!mayChangeThread(viewer, thread)) throw new ForbiddenError("Only its user and managers change a thread.");
    return thread;
  }

  /**
   * @throws ConflictError when the workspace has a thread of that slug already.
   * @throws NotFoundError for a user whom the viewer may not know of: managers begin threads for anybody.
   */
  async create(viewer: Viewer, workspaceId: number, input: NewThread): Promise<Thread> {
    return this.transactions.run(async () => {
      await this.workspaces.get(viewer, workspaceId);
      const slug = input.slug === undefined ? randomUUID() : slugInWorkspace(input.slug);
      const userId = input.userId === undefined ? threadOwner(viewer) : (await this.users.get(viewer, input.userId)).id;
      const thread = { workspaceId, userId, name: requireName(input.name ?? "Thread"), slug };
      const { identifiers } = await this.repository().createQueryBuilder().insert().values(thread).orIgnore().execute();
      const id = identifiers[0]?.["id"] as number | undefined;
      if (id === undefined) throw new ConflictError("The workspace has a thread of that slug.", { field: "slug" });
      await this.events.record(viewer, "thread.created", {
        ...about({ id, workspaceId }),
        data: { name: thread.name },
      });
      return this.repository().findOneByOrFail({ id });
    });
  }

  async rename(viewer: Viewer, id: number, name: string): Promise<Thread> {
    return this.transactions.run(async () => {
      const thread = await this.getChangeable(viewer, id);
      const before = { ...thread };
      thread.name = requireName(name);
      const changes = diffOf(before, thread, ["name"]);
      if (thread.name !== before.name)
        await this.events.record(viewer, "thread.updated", { ...about(thread), changes });
      return this.repository().save(thread);
    });
  }

  /** Deletes a thread with its chats. */
  async delete(viewer: Viewer, id: number): Promise<Thread> {
    return this.transactions.run(async () => {
      const thread = await this.getChangeable(viewer, id);
      await this.repository().delete({ id });
      await this.events.record(viewer, "thread.deleted", { ...about(thread), data: { name: thread.name } });
      return thread;
    });
  }

  private repository() {
    return this.transactions.manager().getRepository(Thread);
  }
}

function about({ id, workspaceId }: Pick<Thread, "id" | "workspaceId">): EventFacts {
  return { subject: { type: "Thread", id }, workspaceId };
}

function requireName(name: string): string {
  if (name.trim() === "") throw new ValidationError("must not be blank", { field: "name" });
  return name.trim();
}

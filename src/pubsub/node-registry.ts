import { randomUUID } from "node:crypto";
import type { Transactions } from "../database/transaction.js";
import type { Logger } from "../observability/logger.js";

const heartbeatMs = 5_000;
/** A node that has not been heard of for so long is gone; three heartbeats. */
const lapseSeconds = 15;

/** What a {@link NodeRegistry} needs. */
export interface NodeRegistryOptions {
  readonly transactions: Transactions;
  readonly logger: Logger;
  /** The embedded database belongs to one process: every other node is gone, and nobody waits for heartbeats. */
  readonly isAlone: boolean;
}

/** Called with the ids of nodes that are gone, inside the transaction that forgets them. */
type LapsedHandler = (nodeIds: readonly string[]) => Promise<void>;

/**
 * This process among the nodes of the instance. Its heartbeat tells the others that it lives; it looks for nodes whose
 * heartbeat has lapsed and has their unfinished business taken care of. All times are the database's.
 */
export class NodeRegistry {
  /** This process; another one after a restart. */
  readonly nodeId: string = randomUUID();
  private readonly lapsedHandlers: LapsedHandler[] = [];
  private readonly forgottenHandlers: (() => void)[] = [];
  private workerIds: readonly string[] = [];
  private timer: NodeJS.Timeout | null = null;
  private pass: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: NodeRegistryOptions) {}

  /**
   * Has `handler` called for nodes that are gone, and once at the start, when there may be none: a node that stopped in
   * good order, but could not store everything, has left something behind too. Forgetting them and what the handlers write is one transaction: each node
   * is handled by exactly one other, and by the next one when that fails half way. Register before {@link start}.
   */
  onLapsed(handler: LapsedHandler): void {
    this.lapsedHandlers.push(handler);
  }

  /**
   * Has `handler` called when the others have given this node up because it stood still for too long: what it was doing
   * belongs to nobody any more. It goes on with a clean slate.
   */
  onForgotten(handler: () => void): void {
    this.forgottenHandlers.push(handler);
  }

  /** Makes this node known, and takes over from those that are gone. */
  async start(): Promise<void> {
    await this.options.transactions.query("INSERT INTO cluster_node (id) VALUES ($1)", [this.nodeId]);
    await this.claimLapsed({ isStart: true });
    if (this.options.isAlone) return;
    this.timer = setInterval(() => {
      this.pass = this.pass.then(() => this.beat());
    }, heartbeatMs);
  }

  /** Makes known under which names this node locks jobs, so that the others leave those alone. */
  async announceWorkers(workerIds: readonly string[]): Promise<void> {
    this.workerIds = workerIds;
    await this.options.transactions.query("UPDATE cluster_node SET worker_ids = $2 WHERE id = $1", [
      this.nodeId,
      workerIds,
    ]);
  }

  /** Takes this node off the list, after its work has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearInterval(this.timer);
    await this.pass;
    await this.options.transactions.query("DELETE FROM cluster_node WHERE id = $1", [this.nodeId]);
  }

  /** One heartbeat and one look at the others. Failures are logged: the next one may succeed. */
  async beat(): Promise<void> {
    if (this.stopped) return;
    const { transactions, logger } = this.options;
    try {
      const alive = await transactions.query(
        "UPDATE cluster_node SET heartbeat_at = now() WHERE id = $1 RETURNING id",
        [this.nodeId],
      );
      if (alive.length === 0) {
        logger.warn({ nodeId: this.nodeId }, "this node stood still for so long that the others have given it up");
        for (const handler of this.forgottenHandlers) handler();
        await transactions.query(
          "INSERT INTO cluster_node (id, worker_ids) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()",
          [this.nodeId, this.workerIds],
        );
      }
      await this.claimLapsed({ isStart: false });
    } catch (error) {
      logger.warn({ err: error }, "the heartbeat failed");
    }
  }

  private async claimLapsed({ isStart }: { readonly isStart: boolean }): Promise<void> {
    const { transactions, isAlone, logger } = this.options;
    await transactions.run(async () => {
      const rows = await transactions.query<{ id: string }>(
        `DELETE FROM cluster_node WHERE id IN (
           SELECT id FROM cluster_node WHERE id <> $1 AND ($2 OR heartbeat_at < now() - make_interval(secs => $3))
           ORDER BY id FOR UPDATE SKIP LOCKED
         ) RETURNING id`,
        [this.nodeId, isAlone, lapseSeconds],
      );
      if (rows.length === 0 && !isStart) return;
      const nodeIds = rows.map(({ id }) => id);
      if (nodeIds.length > 0) logger.info({ nodeIds }, "taking over from nodes that are gone");
      for (const handler of this.lapsedHandlers) await handler(nodeIds);
    });
  }
}

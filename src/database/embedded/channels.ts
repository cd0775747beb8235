import type { UnitSummary } from "./backend-scanner.js";
import type { ListenChange } from "./sql-scan.js";
import type { TransactionState } from "./wire.js";

/** Who listens to what, for all virtual connections of the one backend. */
export class ChannelRegistry<Listener> {
  private readonly listenersByChannel = new Map<string, Set<Listener>>();

  apply(listener: Listener, change: ListenChange): void {
    if (change.kind === "unlistenAll") {
      this.removeListener(listener);
    } else if (change.kind === "listen") {
      const listeners = this.listenersByChannel.get(change.channel) ?? new Set();
      this.listenersByChannel.set(change.channel, listeners.add(listener));
    } else {
      this.leave(listener, change.channel);
    }
  }

  removeListener(listener: Listener): void {
    for (const channel of this.listenersByChannel.keys()) this.leave(listener, channel);
  }

  /** The listeners of a channel, as they are now. */
  listenersOf(channel: string): readonly Listener[] {
    return [...(this.listenersByChannel.get(channel) ?? [])];
  }

  /** Every channel that someone listens to. */
  get channels(): readonly string[] {
    return [...this.listenersByChannel.keys()];
  }

  private leave(listener: Listener, channel: string): void {
    const listeners = this.listenersByChannel.get(channel);
    listeners?.delete(listener);
    if (listeners?.size === 0) this.listenersByChannel.delete(channel);
  }
}

/**
 * Finds out which LISTEN and UNLISTEN of one session took effect: they do so when their transaction commits. The
 * statements say which channels, the engine's command tags say what ran and how the transaction ended.
 */
export class ListenTracker {
  private announced: ListenChange[] = [];
  private staged: ListenChange[] = [];

  /** The next unit contains these. */
  announce(changes: readonly ListenChange[]): void {
    this.announced.push(...changes);
  }

  /** The unit has been answered. Returns the changes that are in effect now. `before` is the state before the unit. */
  settle(summary: UnitSummary, before: TransactionState): readonly ListenChange[] {
    const committed: ListenChange[] = [];
    if (this.announced.length === 0 && this.staged.length === 0) return committed;
    for (const tag of summary.tags) {
      if (tag === "LISTEN" || tag === "UNLISTEN" || tag === "DISCARD ALL") this.stage(tag);
      else if (tag === "COMMIT") committed.push(...this.staged.splice(0));
      // Back to a savepoint has the same tag, but stays in the transaction; what it undoes is left in, since listening
      // to too much does no harm.
      else if (tag === "ROLLBACK" && summary.state !== "T") this.staged = [];
      else if (tag === "ERROR" && before === "I") this.staged = [];
    }
    if (summary.state !== null) this.announced = [];
    if (summary.state === "I") committed.push(...this.staged.splice(0));
    return committed;
  }

  private stage(tag: string): void {
    const index = this.announced.findIndex((change) => (change.kind === "listen") === (tag === "LISTEN"));
    const [change] = index === -1 ? [] : this.announced.splice(index, 1);
    if (change !== undefined) this.staged.push(change);
  }
}

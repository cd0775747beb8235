import type { Logger } from "../observability/logger.js";
import type { Authenticator } from "./authenticator.js";
import type { Identity } from "./viewer.js";

const intervalMs = 2_000;

interface Watched {
  readonly identity: Identity;
  readonly controller: AbortController;
}

/** A watch over one viewer. */
export interface Watch {
  /** Fires within seconds after the viewer's credential expired, was revoked, or lost rights that it had. */
  readonly ended: AbortSignal;
  /** Ends the watch. */
  release(): void;
}

/**
 * Looks after the viewers of open connections. Every two seconds their rows are read again, all in a few statements
 * however many there are, so that no node depends on hearing of a change made on another.
 */
export class ViewerWatch {
  private readonly watched = new Set<Watched>();
  private timer: NodeJS.Timeout | null = null;
  private pass: Promise<void> = Promise.resolve();

  constructor(
    private readonly authenticator: Authenticator,
    private readonly logger: Logger,
  ) {}

  /** Watches over a viewer for as long as its connection, or its subscription, is open. */
  watch(identity: Identity): Watch {
    const entry: Watched = { identity, controller: new AbortController() };
    this.watched.add(entry);
    this.timer ??= setInterval(() => {
      this.pass = this.pass.then(() => this.check());
    }, intervalMs).unref();
    return { ended: entry.controller.signal, release: () => this.remove(entry) };
  }

  /** Reads everybody's rights again, and ends those that have fewer. */
  async check(): Promise<void> {
    const entries = [...this.watched];
    if (entries.length === 0) return;
    // The subscriptions of a connection share an identity, which is then read once.
    const identities = [...new Set(entries.map(({ identity }) => identity))];
    try {
      const present = await this.authenticator.reload(identities);
      const now = new Map(identities.map((identity, index) => [identity, present[index] ?? null]));
      const gone = await this.deletedAmong(identities.flatMap((before) => lostWorkspaces(now.get(before), before)));
      for (const entry of entries) {
        const found = now.get(entry.identity) ?? null;
        if (found === null || isLess(found, entry.identity, gone)) this.end(entry);
      }
    } catch (error) {
      this.logger.warn({ err: error }, "the rights of open connections could not be read");
    }
  }

  /** Stops looking; nobody is ended by it. */
  async close(): Promise<void> {
    this.watched.clear();
    this.stop();
    await this.pass;
  }

  /** Those of some workspaces that are no more: to lose one of them takes no right from anybody. */
  private async deletedAmong(ids: readonly number[]): Promise<ReadonlySet<number>> {
    if (ids.length === 0) return new Set();
    const existing = await this.authenticator.existingWorkspaces(ids);
    return new Set(ids.filter((id) => !existing.has(id)));
  }

  private end(entry: Watched): void {
    this.remove(entry);
    entry.controller.abort();
  }

  private remove(entry: Watched): void {
    this.watched.delete(entry);
    if (this.watched.size === 0) this.stop();
  }

  private stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }
}

/** Whether somebody has lost a right: what was gained does not end a connection, nor that a workspace was deleted. */
function isLess(now: Identity, before: Identity, deleted: ReadonlySet<number>): boolean {
  if (now.user?.role !== before.user?.role) return true;
  if ([...before.scopes].some((scope) => !now.scopes.has(scope))) return true;
  if (now.workspaceIds !== null && before.workspaceIds === null) return true;
  return lostWorkspaces(now, before).some((id) => !deleted.has(id));
}

/** The workspaces that somebody reached by name, and reaches no more. */
function lostWorkspaces(now: Identity | null | undefined, before: Identity): number[] {
  const reach = now?.workspaceIds ?? null;
  if (reach === null || before.workspaceIds === null) return [];
  return [...before.workspaceIds].filter((id) => !reach.has(id));
}

import { randomInt } from "node:crypto";
import type { Notification } from "./backend-scanner.js";
import { ChannelRegistry } from "./channels.js";
import { type LeaseOwner, LeaseQueue } from "./lease-queue.js";
import { Session, type SessionHost } from "./session.js";
import { type ListenChange, quoteIdentifier } from "./sql-scan.js";
import type { VirtualSocket } from "./virtual-socket.js";
import { queryFrame } from "./wire.js";
import type { UnitOutcome, WorkerLink } from "./worker-link.js";

/**
 * Lets any number of `pg` clients share the one backend of the embedded engine: transactions take turns, notifications
 * reach every client that listens.
 *
 * What belongs to a session of Postgres is shared by all of them, since there is one: `SET` (use `SET LOCAL`), temporary
 * tables, session-level advisory locks, names given with PREPARE. Nothing of it is reset between clients. There is no
 * `statement_timeout`, and a cancel request only ends the wait of a statement that has not begun.
 */
export class Hub implements SessionHost {
  readonly leases: LeaseQueue;
  private readonly sessions = new Set<Session>();
  private readonly registry = new ChannelRegistry<Session>();
  private failure: Error | null = null;
  private nextProcessId = 1;

  /** @param acquireTimeoutMs how long a client waits for its turn before it gets an error. */
  constructor(
    private readonly link: WorkerLink,
    acquireTimeoutMs: number,
  ) {
    this.leases = new LeaseQueue(acquireTimeoutMs);
  }

  /** The settings that the engine reports to a client. */
  get parameters(): Readonly<Record<string, string>> {
    return this.link.parameters;
  }

  /** A new virtual connection, for the `stream` option of a `pg` client. */
  connect(): VirtualSocket {
    const session = new Session(this, this.nextProcessId++, randomInt(2 ** 31));
    if (this.failure === null) this.sessions.add(session);
    else session.socket.destroy(this.failure);
    return session.socket;
  }

  run(unit: Uint8Array<ArrayBuffer>, onBytes: (bytes: Uint8Array, taken: () => void) => void): Promise<UnitOutcome> {
    return this.link.run(unit, (bytes) => {
      const { length } = bytes;
      onBytes(bytes, () => this.link.taken(length));
    });
  }

  async settle(
    session: Session,
    changes: readonly ListenChange[],
    notifications: readonly Notification[],
  ): Promise<void> {
    if (this.sessions.has(session)) for (const change of changes) this.registry.apply(session, change);
    for (const notification of notifications) {
      for (const listener of this.registry.listenersOf(notification.channel)) listener.socket.send(notification.frame);
    }
    // The backend has stopped listening for everybody when one client unlistens.
    if (changes.every((change) => change.kind === "listen") || this.registry.channels.length === 0) return;
    const sql = this.registry.channels.map((channel) => `LISTEN ${quoteIdentifier(channel)}`).join(";");
    await this.run(new Uint8Array(queryFrame(sql)), (_bytes, taken) => taken());
  }

  /** The client is gone. Channels that only it listened to stay open in the backend; what arrives there is dropped. */
  forget(session: Session): void {
    this.sessions.delete(session);
    this.registry.removeListener(session);
    this.leases.cancel(session);
  }

  /** Ends the wait of a statement that has not begun; one that runs cannot be reached. */
  cancel(processId: number, secret: number): void {
    for (const session of this.sessions) {
      if (session.processId === processId && session.secret === secret) this.leases.cancel(session);
    }
  }

  /** A copy of the database as a tar, between two transactions. */
  async dump(): Promise<Uint8Array> {
    const owner: LeaseOwner = { activity: "running" };
    await this.leases.acquire(owner);
    try {
      return await this.link.dump();
    } finally {
      this.leases.release(owner);
    }
  }

  /** The engine is of no use any more: every client, present and future, gets this error. */
  fail(error: Error): void {
    if (this.failure !== null) return;
    this.failure = error;
    this.leases.close(error);
    for (const session of [...this.sessions]) session.socket.destroy(error);
  }

  /** Ends every connection, then the engine, in good order. Only a client that waits for an answer gets an error. */
  async close(): Promise<void> {
    for (const session of [...this.sessions]) if (session.isQuiet) session.socket.destroy();
    this.fail(new Error("The embedded database is closed."));
    await this.link.close();
  }
}

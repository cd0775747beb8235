import type { Notification } from "./backend-scanner.js";
import { ListenTracker } from "./channels.js";
import { FrontendParser } from "./frontend-parser.js";
import { LeaseCancelledError, type LeaseOwner, type LeaseQueue, LeaseTimeoutError } from "./lease-queue.js";
import { type Unit, UnitAssembler } from "./session-units.js";
import type { ListenChange } from "./sql-scan.js";
import { type SocketPeer, VirtualSocket } from "./virtual-socket.js";
import {
  copyInFrame,
  errorFrame,
  frontend,
  greetingFrames,
  queryFrame,
  readyFrame,
  syncFrame,
  type TransactionState,
} from "./wire.js";
import type { UnitOutcome } from "./worker-link.js";

/** What a session needs of the backend that it shares with others. */
export interface SessionHost {
  readonly leases: LeaseQueue;
  /** The settings that the engine reports to a client. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Executes a unit; the caller holds the lease. `onBytes` must call `taken` for each piece once it is delivered. */
  run(unit: Uint8Array<ArrayBuffer>, onBytes: (bytes: Uint8Array, taken: () => void) => void): Promise<UnitOutcome>;
  /** A unit of `session` has been answered: who listens changes, and what was notified goes out. */
  settle(session: Session, changes: readonly ListenChange[], notifications: readonly Notification[]): Promise<void>;
  /** The client of `session` is gone. */
  forget(session: Session): void;
  /** A cancel request came in, with the key of the connection that it is about. */
  cancel(processId: number, secret: number): void;
  /** The engine broke its contract. */
  fail(error: Error): void;
}

/** What waits to be done for a client, in order: a unit, or telling it to send the data of a COPY. */
type Work = Unit | "copyIn";

/**
 * One virtual connection: the server's side of the protocol, in front of the one backend that all share. It takes the
 * lease with the first unit and gives it back when its transaction is over.
 */
export class Session implements SocketPeer, LeaseOwner {
  readonly socket = new VirtualSocket(this);
  activity: LeaseOwner["activity"] = "idle";
  private readonly parser = new FrontendParser();
  private readonly assembler = new UnitAssembler();
  private readonly listening = new ListenTracker();
  private readonly work: Work[] = [];
  private working = false;
  private gone = false;
  private leased = false;
  private state: TransactionState = "I";
  /** A batch of the extended protocol has been executed in part (flush) and is not closed by its sync yet. */
  private batchOpen = false;
  /** After an error in such a batch everything up to its sync is ignored. */
  private skipping = false;

  /** `processId` and `secret` are what a cancel request must name. */
  constructor(
    private readonly hub: SessionHost,
    readonly processId: number,
    readonly secret: number,
  ) {}

  /** Nothing is under way: no statement, no transaction. */
  get isQuiet(): boolean {
    return !this.working && !this.leased;
  }

  receive(bytes: Buffer): void {
    for (const message of this.parser.feed(bytes)) {
      if (message.kind === "encryptionRequest") {
        this.socket.send(Buffer.from("N"));
      } else if (message.kind === "cancelRequest") {
        this.hub.cancel(message.processId, message.secret);
        this.socket.finish();
      } else if (message.kind === "startup") {
        this.socket.send(greetingFrames(this.hub.parameters, this.processId, this.secret));
      } else if (message.type === frontend.terminate) {
        this.socket.finish();
      } else {
        const step = this.assembler.add(message);
        if (step !== null) this.enqueue(step.kind === "unit" ? step.unit : "copyIn");
      }
    }
  }

  disconnected(): void {
    this.gone = true;
    this.work.length = 0;
    this.hub.forget(this);
    if (!this.working) void this.proceed();
  }

  private enqueue(work: Work): void {
    this.work.push(work);
    if (!this.working) void this.proceed();
  }

  /** Does what waits, one after the other; cleans up when the client is gone. Never rejects. */
  private async proceed(): Promise<void> {
    this.working = true;
    try {
      for (let next = this.work.shift(); next !== undefined; next = this.work.shift()) {
        if (next === "copyIn") this.socket.send(copyInFrame);
        else await this.handle(next);
      }
      if (this.gone) await this.cleanUp();
    } catch (error) {
      this.socket.destroy(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.working = false;
      if (this.gone) this.releaseLease();
    }
  }

  private async handle(unit: Unit): Promise<void> {
    if (this.skipping) {
      if (unit.ending !== "sync") return;
      this.skipping = false;
      this.socket.send(readyFrame(this.state));
    } else if (unit.refusal !== null) {
      this.refuse(unit, { code: "0A000", message: unit.refusal, routine: "embedded_bridge" });
    } else if (await this.takeLease(unit)) {
      await this.execute(unit);
    }
  }

  /** @returns false when the lease could not be had; the client has been told. */
  private async takeLease(unit: Unit): Promise<boolean> {
    if (this.leased) return true;
    try {
      await this.hub.leases.acquire(this);
      this.leased = true;
      return true;
    } catch (error) {
      if (error instanceof LeaseTimeoutError) {
        this.refuse(unit, { code: "55P03", message: error.message, routine: "embedded_lease" });
      } else if (error instanceof LeaseCancelledError) {
        this.refuse(unit, { code: "57014", message: error.message, routine: "embedded_lease" });
      } else {
        throw error;
      }
      return false;
    }
  }

  private async execute(unit: Unit): Promise<void> {
    this.listening.announce(unit.listenChanges);
    const before = this.state;
    this.activity = "running";
    try {
      const { summary, stalled } = await this.hub.run(unit.bytes, (bytes, taken) => this.socket.send(bytes, taken));
      if (stalled) this.socket.destroy(new Error("The result was given up: its reader took nothing for too long."));
      this.batchOpen = unit.ending === "flush";
      if (summary.state !== null) this.state = summary.state;
      else if (!this.batchOpen) this.hub.fail(new Error("The embedded database left a statement unanswered."));
      await this.hub.settle(this, this.listening.settle(summary, before), summary.notifications);
    } finally {
      this.activity = "idle";
      this.releaseWhenIdle();
    }
  }

  private refuse(unit: Unit, error: Parameters<typeof errorFrame>[0]): void {
    this.socket.send(errorFrame(error));
    if (unit.ending === "flush") this.skipping = true;
    else this.socket.send(readyFrame(this.state));
  }

  private releaseWhenIdle(): void {
    if (this.state === "I" && !this.batchOpen) this.releaseLease();
  }

  private releaseLease(): void {
    this.leased = false;
    this.hub.leases.release(this);
  }

  /** The client went away: its open batch is closed and its open transaction rolled back, as a server would. */
  private async cleanUp(): Promise<void> {
    if (!this.leased) return;
    if (this.batchOpen) await this.conclude(syncFrame);
    if (this.state !== "I") await this.conclude(queryFrame("ROLLBACK"));
  }

  private async conclude(frame: Buffer): Promise<void> {
    const { summary } = await this.hub.run(new Uint8Array(frame), (_bytes, taken) => taken());
    this.state = summary.state ?? "I";
  }
}

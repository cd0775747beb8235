import type { UnitSummary } from "./backend-scanner.js";

/** What the thread of the engine is started with. */
export interface WorkerInput {
  /** Absolute path of the folder with the database's files; null keeps it in memory. */
  readonly folder: string | null;
  /** A tar of a data folder to start from, with {@link folder} null. */
  readonly template: Uint8Array | null;
  /** Shared with the other side: see {@link FlowControl}. */
  readonly flow: SharedArrayBuffer;
}

/** From the bridge to the engine's thread. At most one `run` or `dump` is under way. */
export type WorkerRequest =
  /** Execute the frames of one unit. */
  { readonly kind: "run"; readonly unit: Uint8Array } | { readonly kind: "dump" } | { readonly kind: "close" };

/** From the engine's thread to the bridge. */
export type WorkerReply =
  | { readonly kind: "ready"; readonly parameters: Readonly<Record<string, string>> }
  /** The engine did not start; `log` is the end of what it printed. */
  | { readonly kind: "failed"; readonly message: string; readonly log: string }
  /** Part of the answer to a unit. */
  | { readonly kind: "data"; readonly bytes: Uint8Array }
  /** The rest of the answer. `stalled` tells that bytes were dropped, because nobody took them. */
  | { readonly kind: "done"; readonly bytes: Uint8Array; readonly summary: UnitSummary; readonly stalled: boolean }
  | { readonly kind: "dumped"; readonly bytes: Uint8Array }
  | { readonly kind: "dumpFailed"; readonly message: string }
  /** The engine is broken and its thread ends. */
  | { readonly kind: "fatal"; readonly message: string; readonly log: string };

/** Bytes of answers under way to the readers at which the engine pauses. */
const highWaterMark = 8 * 1024 * 1024;
/** How long the engine waits for a reader that takes nothing. It stands still for everybody meanwhile. */
const stallTimeoutMs = 30_000;

/**
 * Counts the bytes of answers that were sent and not yet taken, in memory shared by both threads, so that the engine,
 * which cannot await, can sleep while a reader catches up.
 */
export class FlowControl {
  private readonly counter: Int32Array;

  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(4)) {
    this.counter = new Int32Array(memory);
  }

  /** The engine's side: these bytes are on their way. */
  sent(bytes: number): void {
    Atomics.add(this.counter, 0, bytes);
  }

  /**
   * The engine's side: sleeps while too many bytes are under way.
   * @returns false when nobody took anything for so long that the reader must be given up.
   */
  waitForRoom(): boolean {
    for (
      let outstanding = Atomics.load(this.counter, 0);
      outstanding > highWaterMark;
      outstanding = Atomics.load(this.counter, 0)
    ) {
      if (Atomics.wait(this.counter, 0, outstanding, stallTimeoutMs) === "timed-out") return false;
    }
    return true;
  }

  /** The bridge's side: these bytes were taken or dropped. */
  taken(bytes: number): void {
    Atomics.sub(this.counter, 0, bytes);
    Atomics.notify(this.counter, 0);
  }
}

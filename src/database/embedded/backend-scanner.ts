import { backend, headerLength, readString, type TransactionState } from "./wire.js";

/** A NOTIFY as it reaches listeners. */
export interface Notification {
  readonly channel: string;
  /** The whole NotificationResponse frame, to be handed on. */
  readonly frame: Uint8Array;
}

/** What the bridge must know about the engine's answer to one unit. */
export interface UnitSummary {
  /** The last ReadyForQuery, or null when the answer had none. */
  readonly state: TransactionState | null;
  /** The commands that completed, as their tags say (`COMMIT`, `LISTEN`, `INSERT 0 1`), and errors as `ERROR`, in order. */
  readonly tags: readonly string[];
  readonly notifications: readonly Notification[];
}

/** Tags beyond this many are dropped: only scripts of many statements have so many, and none of them listens. */
const maximumTags = 1_000;
const interesting = new Set<number>([
  backend.commandComplete,
  backend.error,
  backend.notification,
  backend.readyForQuery,
]);
/** Frames that the client must not see here: notifications, and leave to send the data of a COPY, which it has had. */
const withheld = new Set<number>([backend.notification, backend.copyInResponse]);

/**
 * Reads the engine's answer as it streams by: takes notifications out, since they belong to every listener and not to
 * whoever happened to be served, and notes states and tags. Frames may be split anywhere between chunks.
 */
export class BackendScanner {
  private held: Buffer = Buffer.alloc(0);
  private skip = 0;
  private state: TransactionState | null = null;
  private tags: string[] = [];
  private notifications: Notification[] = [];

  /** Looks at `chunk` and passes on, through `emit`, the bytes meant for the client. They are valid only during the call. */
  scan(chunk: Uint8Array, emit: (bytes: Uint8Array) => void): void {
    const bytes =
      this.held.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([this.held, chunk]);
    this.held = Buffer.alloc(0);
    let emitted = 0;
    let at = Math.min(this.skip, bytes.length);
    this.skip -= at;
    while (at < bytes.length) {
      const type = bytes.readUInt8(at);
      const length = bytes.length - at < headerLength ? null : 1 + bytes.readInt32BE(at + 1);
      if (length === null || ((interesting.has(type) || withheld.has(type)) && at + length > bytes.length)) {
        this.held = Buffer.from(bytes.subarray(at));
        break;
      }
      if (interesting.has(type)) this.note(type, bytes.subarray(at, at + length));
      if (withheld.has(type)) {
        if (at > emitted) emit(bytes.subarray(emitted, at));
        emitted = at + length;
      }
      this.skip = Math.max(0, at + length - bytes.length);
      at = Math.min(at + length, bytes.length);
    }
    if (at > emitted) emit(bytes.subarray(emitted, at));
  }

  /** The summary of what was scanned since the last call. */
  finish(): UnitSummary {
    const summary = { state: this.state, tags: this.tags, notifications: this.notifications };
    this.state = null;
    this.tags = [];
    this.notifications = [];
    return summary;
  }

  private note(type: number, bytes: Buffer): void {
    if (type === backend.readyForQuery) {
      const state = String.fromCharCode(bytes.readUInt8(headerLength));
      this.state = state === "T" || state === "E" ? state : "I";
    } else if (type === backend.notification) {
      this.notifications.push({ channel: readString(bytes, headerLength + 4).text, frame: new Uint8Array(bytes) });
    } else if (this.tags.length < maximumTags) {
      this.tags.push(type === backend.error ? "ERROR" : readString(bytes, headerLength).text);
    }
  }
}

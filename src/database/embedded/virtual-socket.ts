import { Duplex } from "node:stream";

/** What sits behind the socket. */
export interface SocketPeer {
  /** Bytes from the client. A throw closes the connection with that error. */
  receive(bytes: Buffer): void;
  /** The client is gone, whether it said so or not. Called once. */
  disconnected(): void;
}

interface Outgoing {
  readonly bytes: Uint8Array;
  readonly taken: (() => void) | undefined;
}

/**
 * What the `pg` driver takes for a TCP socket (its `stream` option): bytes that it writes reach the peer in this process,
 * and what the peer sends is read by the driver, with backpressure.
 */
export class VirtualSocket extends Duplex {
  private readonly outgoing: Outgoing[] = [];
  private wantsMore = false;
  private ending = false;

  /** @param peer gets what the client writes. */
  constructor(private readonly peer: SocketPeer) {
    super({ allowHalfOpen: false });
  }

  /** Sends to the client, in order. `taken` is called once the client has taken the bytes, or never will. */
  send(bytes: Uint8Array, taken?: () => void): void {
    if (this.destroyed || this.ending) return taken?.();
    this.outgoing.push({ bytes, taken });
    if (this.wantsMore) this.flush();
  }

  /** Ends the connection once everything sent has been taken. */
  finish(): void {
    this.ending = true;
    if (this.wantsMore) this.flush();
  }

  /** The driver's call to open the connection; there is nothing to open. */
  connect(): this {
    process.nextTick(() => this.emit("connect"));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    this.wantsMore = true;
    this.flush();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.hand(chunk, done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.hand(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.finish();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    for (const { taken } of this.outgoing.splice(0)) taken?.();
    this.peer.disconnected();
    done(error);
  }

  /** Not at once: an answer within its own call to write is something that no driver expects of a socket. */
  private hand(bytes: Buffer, done: (error?: Error | null) => void): void {
    queueMicrotask(() => {
      try {
        this.peer.receive(bytes);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  private flush(): void {
    for (let next = this.outgoing.shift(); next !== undefined; next = this.outgoing.shift()) {
      next.taken?.();
      this.wantsMore = this.push(next.bytes);
      if (!this.wantsMore) return;
    }
    if (this.ending) this.push(null);
  }
}

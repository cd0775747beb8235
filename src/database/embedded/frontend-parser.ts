import { frontend, headerLength } from "./wire.js";

/** What a client sends before and after its startup packet. */
export type FrontendMessage =
  | { readonly kind: "encryptionRequest" }
  | { readonly kind: "cancelRequest"; readonly processId: number; readonly secret: number }
  | { readonly kind: "startup" }
  /** A frame with its header. */
  | { readonly kind: "frame"; readonly type: number; readonly bytes: Buffer };

/** The bytes are not the wire protocol, or a message exceeds the limit; the connection cannot go on. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

const protocolVersion3 = 3;
const cancelCode = 80_877_102;
const encryptionCodes = new Set([80_877_103, 80_877_104]);
const maximumStartupLength = 10_000;
const knownTypes = new Set<number>(Object.values(frontend));

/** The largest message that a client may send, in bytes: the engine has to hold it in its memory of at most 2 GiB. */
export const maximumMessageLength = 512 * 1024 * 1024;

/** Cuts a client's bytes into messages, however they were split on the way. One parser for one connection. */
export class FrontendParser {
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private needed = 1;
  private started = false;

  /**
   * Adds bytes and returns the messages that are complete now, in order. The frames may share memory with `chunk`.
   * @throws ProtocolError; the parser is of no use afterwards.
   */
  feed(chunk: Buffer): FrontendMessage[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    // Joined only when a message can be complete, so that a large message in small pieces is not copied again for each.
    if (this.size < this.needed) return [];
    let rest: Buffer = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    const messages: FrontendMessage[] = [];
    for (;;) {
      const length = this.started ? frameLength(rest) : startupLength(rest);
      if (length === null || rest.length < length) {
        this.needed = length ?? rest.length + 1;
        break;
      }
      messages.push(
        this.started ? { kind: "frame", type: rest.readUInt8(0), bytes: rest.subarray(0, length) } : this.startup(rest),
      );
      rest = rest.subarray(length);
    }
    this.chunks.length = 0;
    this.chunks.push(rest);
    this.size = rest.length;
    return messages;
  }

  private startup(bytes: Buffer): FrontendMessage {
    const code = bytes.readInt32BE(4);
    if (encryptionCodes.has(code)) return { kind: "encryptionRequest" };
    if (code === cancelCode)
      return { kind: "cancelRequest", processId: bytes.readInt32BE(8), secret: bytes.readInt32BE(12) };
    if (code >> 16 !== protocolVersion3) throw new ProtocolError(`unknown startup code ${code}`);
    this.started = true;
    return { kind: "startup" };
  }
}

/** The length of the frame at the start of `bytes`, or null while too little of it is there to tell. */
function frameLength(bytes: Buffer): number | null {
  if (bytes.length < headerLength) return null;
  const type = bytes.readUInt8(0);
  const length = 1 + bytes.readInt32BE(1);
  if (!knownTypes.has(type) || length < headerLength)
    throw new ProtocolError(`invalid frame of type ${type}, length ${length}`);
  if (length > maximumMessageLength) {
    throw new ProtocolError(
      `a message of ${length} bytes exceeds the embedded database's limit of ${maximumMessageLength}`,
    );
  }
  return length;
}

/** The length of a startup, encryption or cancel packet, or null while too little of it is there to tell. */
function startupLength(bytes: Buffer): number | null {
  if (bytes.length < 8) return null;
  const length = bytes.readInt32BE(0);
  const minimum = bytes.readInt32BE(4) === cancelCode ? 16 : 8;
  if (length < minimum || length > maximumStartupLength)
    throw new ProtocolError(`invalid startup packet of ${length} bytes`);
  return length;
}

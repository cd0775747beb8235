import { type FrontendMessage, ProtocolError } from "./frontend-parser.js";
import { type ListenChange, scanSql } from "./sql-scan.js";
import { frontend, headerLength, readString } from "./wire.js";

/** Messages that the engine executes in one go. */
export interface Unit {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the unit ends with. Only after `flush` does no ReadyForQuery follow. */
  readonly ending: "query" | "sync" | "flush";
  readonly listenChanges: readonly ListenChange[];
  /** Why the unit must not run, if so. */
  readonly refusal: string | null;
}

/** What a message leads to. */
export type UnitStep =
  | { readonly kind: "unit"; readonly unit: Unit }
  /** A COPY FROM STDIN was asked for: the client waits to be told that it may send. */
  | { readonly kind: "copyIn" };

/** The data of one COPY FROM STDIN is gathered before the engine sees it, and may have this many bytes. */
export const maximumCopyLength = 256 * 1024 * 1024;

const namedStatement =
  "The embedded database takes no named prepared statements: all its virtual connections share one backend, and with it the names.";
const mixedCopy = "On the embedded database COPY FROM STDIN must be the only statement of a simple query.";

/**
 * Groups a client's messages into units. The engine runs a unit without pause and ends when it has to wait for more, so a
 * COPY FROM STDIN becomes one unit together with its data.
 */
export class UnitAssembler {
  private frames: Uint8Array[] = [];
  private listenChanges: ListenChange[] = [];
  private refusal: string | null = null;
  private copyLength: number | null = null;

  /** @throws ProtocolError when a message has no place here. */
  add(message: FrontendMessage & { kind: "frame" }): UnitStep | null {
    if (this.copyLength !== null) return this.addCopyData(message, this.copyLength);
    switch (message.type) {
      case frontend.copyData:
      case frontend.copyDone:
      case frontend.copyFail:
        return null; // Left over from a COPY that failed: to be ignored.
      case frontend.flush:
        return this.finish(message.bytes, "flush");
      case frontend.sync:
        return this.finish(message.bytes, "sync");
      case frontend.functionCall:
        return this.finish(message.bytes, "query");
      case frontend.query:
        return this.addQuery(message.bytes);
      case frontend.parse:
        this.inspectParse(message.bytes);
        break;
    }
    this.frames.push(message.bytes);
    return null;
  }

  private addQuery(bytes: Buffer): UnitStep {
    const scanned = scanSql(readString(bytes, headerLength).text);
    this.listenChanges.push(...scanned.listenChanges);
    if (scanned.copyIn === "among others") this.refusal ??= mixedCopy;
    if (scanned.copyIn !== "only") return this.finish(bytes, "query");
    this.frames.push(bytes);
    this.copyLength = 0;
    return { kind: "copyIn" };
  }

  private inspectParse(bytes: Buffer): void {
    const name = readString(bytes, headerLength);
    const scanned = scanSql(readString(bytes, name.next).text);
    this.listenChanges.push(...scanned.listenChanges);
    if (name.text !== "") this.refusal ??= namedStatement;
    if (scanned.copyIn !== "none") this.refusal ??= mixedCopy;
  }

  private addCopyData(message: FrontendMessage & { kind: "frame" }, length: number): UnitStep | null {
    if (message.type === frontend.copyDone || message.type === frontend.copyFail) {
      this.copyLength = null;
      return this.finish(message.bytes, "query");
    }
    if (message.type === frontend.flush || message.type === frontend.sync) return null;
    if (message.type !== frontend.copyData)
      throw new ProtocolError(`unexpected message of type ${message.type} during COPY FROM STDIN`);
    this.copyLength = length + message.bytes.length;
    if (this.copyLength <= maximumCopyLength) {
      this.frames.push(message.bytes);
    } else {
      this.frames = [];
      this.refusal = `The data of one COPY FROM STDIN may have ${maximumCopyLength} bytes on the embedded database.`;
    }
    return null;
  }

  private finish(last: Buffer, ending: Unit["ending"]): UnitStep {
    const frames = [...this.frames, last];
    const { listenChanges, refusal } = this;
    this.frames = [];
    this.listenChanges = [];
    this.refusal = null;
    // Not Buffer.concat, which may use pooled memory: these bytes change their thread.
    const bytes = new Uint8Array(frames.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of frames) {
      bytes.set(part, at);
      at += part.length;
    }
    return { kind: "unit", unit: { bytes, ending, listenChanges, refusal } };
  }
}

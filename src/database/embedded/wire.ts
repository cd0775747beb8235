/**
 * Frames of the Postgres wire protocol, version 3: one byte of type, four of length (big endian, counting itself), the
 * body. Source: PostgreSQL documentation, chapter "Message Formats".
 */

/** Type bytes of the messages that a client sends. */
export const frontend = {
  bind: 0x42,
  close: 0x43,
  copyData: 0x64,
  copyDone: 0x63,
  copyFail: 0x66,
  describe: 0x44,
  execute: 0x45,
  flush: 0x48,
  functionCall: 0x46,
  parse: 0x50,
  password: 0x70,
  query: 0x51,
  sync: 0x53,
  terminate: 0x58,
} as const;

/** Type bytes of the messages of the server that the bridge looks at. */
export const backend = {
  commandComplete: 0x43,
  copyInResponse: 0x47,
  error: 0x45,
  notification: 0x41,
  readyForQuery: 0x5a,
} as const;

/** The state of a session as ReadyForQuery reports it: idle, in a transaction, in a failed transaction. */
export type TransactionState = "I" | "T" | "E";

/** Bytes before the body of a frame. */
export const headerLength = 5;

/** One frame, header included. */
export function frame(type: number, body: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(headerLength + body.length);
  bytes.writeUInt8(type, 0);
  bytes.writeInt32BE(body.length + 4, 1);
  bytes.set(body, headerLength);
  return bytes;
}

/** A simple query. */
export function queryFrame(sql: string): Buffer {
  return frame(frontend.query, Buffer.from(`${sql}\0`));
}

/** The barrier that ends a batch of the extended protocol. */
export const syncFrame: Buffer = frame(frontend.sync, Buffer.alloc(0));

/** ReadyForQuery. */
export function readyFrame(state: TransactionState): Buffer {
  return frame(backend.readyForQuery, Buffer.from(state, "latin1"));
}

/** CopyInResponse for text format, without columns: the server is ready for the data of COPY FROM STDIN. */
export const copyInFrame: Buffer = frame(backend.copyInResponse, Buffer.alloc(3));

/** An ErrorResponse of severity ERROR. `routine` says which part of the bridge refused. */
export function errorFrame(fields: { code: string; message: string; hint?: string; routine: string }): Buffer {
  const parts = ["SERROR", "VERROR", `C${fields.code}`, `M${fields.message}`, `R${fields.routine}`];
  if (fields.hint !== undefined) parts.push(`H${fields.hint}`);
  return frame(backend.error, Buffer.from(`${parts.join("\0")}\0\0`));
}

/**
 * What a server says after a startup packet: authentication is not needed, the parameters, the key for cancelling, ready.
 * @param processId names the virtual connection in a later cancel request; `secret` proves the right to it.
 */
export function greetingFrames(
  parameters: Readonly<Record<string, string>>,
  processId: number,
  secret: number,
): Buffer {
  const key = Buffer.alloc(8);
  key.writeInt32BE(processId, 0);
  key.writeInt32BE(secret, 4);
  return Buffer.concat([
    frame(0x52, Buffer.alloc(4)),
    ...Object.entries(parameters).map(([name, value]) => frame(0x53, Buffer.from(`${name}\0${value}\0`))),
    frame(0x4b, key),
    readyFrame("I"),
  ]);
}

/** The zero-terminated string at `offset` and the position after its zero. */
export function readString(bytes: Buffer, offset: number): { text: string; next: number } {
  const end = bytes.indexOf(0, offset);
  const stop = end === -1 ? bytes.length : end;
  return { text: bytes.toString("utf8", offset, stop), next: stop + 1 };
}

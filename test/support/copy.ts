import type { Connection, PoolClient } from "pg";

/** The parts of a `pg` connection that COPY needs. */
interface CopyConnection extends Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  sendCopyFail(message: string): void;
  endCopyFrom(): void;
}

/** Runs a COPY: sends `chunks` (or breaks off with `failure`), resolves with what comes out. */
export function copy(
  client: PoolClient,
  sql: string,
  chunks: readonly string[] = [],
  failure?: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    client.query({
      submit: (connection: Connection) => (connection as CopyConnection).query(sql),
      handleCopyInResponse: (connection: CopyConnection) => {
        for (const chunk of chunks) connection.sendCopyFromChunk(Buffer.from(chunk));
        if (failure === undefined) connection.endCopyFrom();
        else connection.sendCopyFail(failure);
      },
      handleCopyData: (message: { chunk: Buffer }) => received.push(message.chunk),
      handleCommandComplete: () => undefined,
      handleError: reject,
      handleReadyForQuery: () => resolve(Buffer.concat(received).toString()),
    });
  });
}

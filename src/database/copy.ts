import type { Connection, PoolClient, Submittable } from "pg";

/** What COPY needs of the driver's connection beyond its published types. */
interface CopyConnection extends Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** The driver calls these as the server's messages arrive (`pg`, lib/client.js). */
interface CopyQuery extends Submittable {
  handleCopyInResponse(connection: CopyConnection): void;
  handleCopyData(message: { readonly chunk: Buffer }, connection: CopyConnection): void;
  handleCommandComplete(): void;
  handleError(error: Error): void;
  handleReadyForQuery(): void;
}

/** Runs `COPY ... FROM STDIN` with data in the text format: rows that end in a line feed. */
export function copyIn(client: PoolClient, sql: string, data: Buffer): Promise<void> {
  return submit(client, sql, {
    handleCopyInResponse: (connection) => {
      connection.sendCopyFromChunk(data);
      connection.endCopyFrom();
    },
    handleCopyData: () => undefined,
  });
}

/**
 * Runs `COPY ... TO STDOUT` and hands each piece to `take`, in order. While `take` returns a promise, nothing more is read
 * from the server.
 */
export async function copyOut(
  client: PoolClient,
  sql: string,
  take: (chunk: Buffer) => Promise<void> | null,
): Promise<void> {
  let failure: { readonly error: unknown } | null = null;
  let taken: Promise<void> = Promise.resolve();
  await submit(client, sql, {
    handleCopyInResponse: () => undefined,
    handleCopyData: ({ chunk }, connection) => {
      if (failure !== null) return;
      const wait = take(chunk);
      if (wait === null) return;
      connection.stream.pause();
      taken = wait
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => connection.stream.resume());
    },
  });
  await taken;
  if (failure !== null) throw (failure as { readonly error: unknown }).error;
}

function submit(
  client: PoolClient,
  sql: string,
  handlers: Pick<CopyQuery, "handleCopyInResponse" | "handleCopyData">,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const query: CopyQuery = {
      ...handlers,
      submit: (connection) => (connection as CopyConnection).query(sql),
      handleCommandComplete: () => undefined,
      handleError: reject,
      handleReadyForQuery: resolve,
    };
    client.query(query);
  });
}

import { describe, expect, test } from "@jest/globals";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { openDatabase } from "../../src/database/data-source.js";
import { parseVector, toVectorArray, toVectorLiteral } from "../../src/database/vector.js";
import { createLogger } from "../../src/observability/logger.js";
import { createTestDatabase } from "../support/database.js";

const shared = { logger: createLogger("silent"), entities: [], migrations: [] };

describe("a Postgres that cannot be reached", () => {
  test("is named without its password when nothing listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    const opened = openDatabase({ ...shared, url: `postgres://docent:secret@127.0.0.1:${port}/docent` });
    await expect(opened).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      message: `Cannot connect to Postgres at 127.0.0.1:${port}/docent: nothing listens there.`,
    });
  });

  test("is given up when it accepts and says nothing", async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const opened = openDatabase({
      ...shared,
      url: `postgres://docent@127.0.0.1:${port}/docent`,
      acquireTimeoutMs: 100,
    });
    await expect(opened).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      message: expect.stringContaining("timeout"),
    });
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});

describe("vectors", () => {
  test("survive the way to the database and back", async () => {
    const { database, close } = await createTestDatabase({ migrations: [], entities: [] });
    const vector = Float32Array.from([0, -1.5, 0.1, 1e-7, 3.4e38]);
    const { rows } = await database.pool.query<{ text: string }>("SELECT $1::vector AS text", [
      toVectorLiteral(vector),
    ]);
    expect([...parseVector(rows[0]?.text ?? "")]).toEqual([...vector]);
    await close();
  });

  test("survive it many at once, in the form that the database reads quickest", async () => {
    const { database, close } = await createTestDatabase();
    const vectors = [[0, -1.5, 0.1, 1e-7, 3.4e38], [1], Float32Array.from([0.5, 0.25])];
    const { rows: types } = await database.pool.query<{ oid: number }>("SELECT 'vector'::regtype::oid::int AS oid");
    const { rows } = await database.pool.query<{ text: string }>(
      "SELECT v::text AS text FROM unnest($1::vector[]) AS v",
      [toVectorArray(vectors, types[0]?.oid ?? 0)],
    );
    expect(rows.map(({ text }) => [...parseVector(text)])).toEqual(vectors.map((one) => [...Float32Array.from(one)]));
    await close();
  });

  test("may be empty", () => {
    expect(parseVector(toVectorLiteral([]))).toEqual(new Float32Array(0));
  });
});

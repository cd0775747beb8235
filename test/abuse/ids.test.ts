import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Client } from "graphql-ws";
import { encodeGlobalId, nodeTypes } from "../../src/entities/index.js";
import { socketClient } from "../support/graphql-client.js";
import {
  each,
  type Operation,
  type Outcome,
  overHttp,
  overSocket,
  takesFile,
  withVariables,
} from "./support/asking.js";
import { idPositions, type Position } from "./support/positions.js";
import { argumentsOf } from "./support/samples.js";
import { snapshot } from "./support/snapshot.js";
import { buildFullWorld, type FullWorld, idsOf, idTypeOf, parentOf } from "./support/world.js";

let world: FullWorld;
let socket: Client;
let before: Awaited<ReturnType<typeof snapshot>>;

beforeAll(async () => {
  world = await buildFullWorld();
  socket = socketClient(world.session);
  before = await snapshot(world.server.database);
});
afterAll(async () => {
  await socket.dispose();
  await world.server.stop();
});

const base64 = (text: string, encoding: "base64" | "base64url" = "base64url") => Buffer.from(text).toString(encoding);

/** Ids that name nothing: `type` and `databaseId` are those of an object that exists where they are asked for. */
function wrongIds(type: string, databaseId: number): Readonly<Record<string, unknown>> {
  const right = `${type}:${databaseId}`;
  return {
    unknown: encodeGlobalId(type, 987_654),
    zero: base64(`${type}:0`),
    negative: base64(`${type}:-1`),
    "negative of a real one": base64(`${type}:-${databaseId}`),
    "2^31": base64(`${type}:2147483648`),
    "2^31 - 1": base64(`${type}:2147483647`),
    "2^53 + 1": base64(`${type}:9007199254740993`),
    "1e400": base64(`${type}:1e400`),
    "a leading zero": base64(`${type}:0${databaseId}`),
    "a leading plus": base64(`${type}:+${databaseId}`),
    "a fraction": base64(`${type}:${databaseId}.0`),
    hexadecimal: base64(`${type}:0x${databaseId.toString(16)}`),
    "other digits": base64(
      `${type}:${String(databaseId).replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)))}`,
    ),
    "a blank after it": base64(`${right} `),
    "a line break after it": base64(`${right}\n`),
    "a NUL after it": base64(`${right}\u0000`),
    "SQL after it": base64(`${right} OR 1=1`),
    "two numbers": base64(`${right}:${databaseId}`),
    "the type in lower case": base64(`${type.toLowerCase()}:${databaseId}`),
    "a type that is none": base64(`Setting:${databaseId}`),
    "a type of every object": base64(`__proto__:${databaseId}`),
    "no type": base64(`:${databaseId}`),
    "padding that does not belong": `${base64(right)}=`,
    "two signs of padding": `${base64(right)}==`,
    "a blank before": ` ${base64(right)}`,
    "a blank inside": `${base64(right).slice(0, 3)} ${base64(right).slice(3)}`,
    "another alphabet": base64(`${type}>?:${databaseId}`, "base64"),
    "encoded twice": base64(base64(right)),
    "not encoded": right,
    "the database's own": String(databaseId),
    "the database's own as a number": databaseId,
    "a negative number": -databaseId,
    empty: "",
    "a path": "../../etc/passwd",
    "a quote": "' OR ''='",
    emoji: "💥",
    "half of an emoji": "\ud83d",
    long: "A".repeat(100_000),
  };
}

interface Case {
  readonly position: Position;
  readonly name: string;
  readonly id: unknown;
}

function casesOf(position: Position): Case[] {
  const names = [...position.path].reverse();
  const type = idTypeOf(names.find((name) => name !== "0") ?? "", position.field.name);
  const known = type === "any" ? "Workspace" : type;
  if (!(known in world.ids)) throw new Error(`${position.label} takes ids of ${known}, which is no type with ids.`);
  const databaseId = Number(Buffer.from(world.ids[known], "base64url").toString().split(":")[1]);
  const foreign = type === "any" ? [] : nodeTypes.filter((one) => one !== type);
  const wrong = {
    ...wrongIds(known, databaseId),
    ...Object.fromEntries(foreign.map((one) => [`a ${one}'s`, world.ids[one]])),
  };
  return Object.entries(wrong).map(([name, id]) => ({ position, name, id }));
}

async function faultsOver(
  send: (operation: Operation) => Promise<Outcome>,
  which: readonly Position[],
): Promise<string[]> {
  const faults: string[] = [];
  await each(which.flatMap(casesOf), async ({ position, name, id }) => {
    const { field, path } = position;
    const outcome = await send(
      withVariables(
        field,
        argumentsOf(field, idsOf(world), { path }, () => id),
        parentOf(world, field),
      ),
    );
    if (!isNotFound(outcome, position)) {
      faults.push(`${position.label} with ${name}: ${JSON.stringify(outcome).slice(0, 500)}`);
    }
  });
  return faults;
}

/** What became of each of many things. */
interface Results {
  readonly results?: readonly { readonly error: { readonly code: string } | null }[];
}

/**
 * Fields that may answer with nothing answer with null, a list narrowed to what does not exist is empty, and what takes
 * many things tells of each what became of it.
 */
function isNotFound({ data, errors }: Outcome, { field, path }: Position): boolean {
  const [error] = errors;
  if (error !== undefined) return error.extensions["code"] === "NOT_FOUND" && errors.length === 1;
  if (data === null) return false;
  const results = (data[field.name] as Results | null)?.results;
  if (results !== undefined) return results.length > 0 && results.every(({ error: one }) => one?.code === "NOT_FOUND");
  if (field.operation !== "query") return false;
  const answers = Object.values(field.parent === null ? data : (data["node"] as Record<string, unknown>));
  return answers.every(
    (answer) => answer === null || (path[0] === "filter" && (answer as { totalCount?: number }).totalCount === 0),
  );
}

test("every id argument refuses what names nothing, or something else, as unknown", async () => {
  expect(idPositions.length).toBeGreaterThan(40);
  const send = (operation: Operation) => overHttp(world.session, operation);
  expect(
    await faultsOver(
      send,
      idPositions.filter(({ field }) => field.operation !== "subscription"),
    ),
  ).toEqual([]);
  expect(await snapshot(world.server.database)).toEqual(before);
}, 120_000);

test("so it does over a socket", async () => {
  const send = (operation: Operation) => overSocket(socket, operation);
  expect(
    await faultsOver(
      send,
      idPositions.filter(({ field }) => !takesFile(field)),
    ),
  ).toEqual([]);
  expect(await snapshot(world.server.database)).toEqual(before);
}, 120_000);

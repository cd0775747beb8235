import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { isEnumType, isLeafType } from "graphql";
import type { Client } from "graphql-ws";
import { data, socketClient } from "../support/graphql-client.js";
import {
  codesOf,
  each,
  type Operation,
  type Outcome,
  overHttp,
  overSocket,
  takesFile,
  withLiterals,
  withVariables,
} from "./support/asking.js";
import { leafPositions, type Position } from "./support/positions.js";
import { argumentsOf } from "./support/samples.js";
import { snapshot } from "./support/snapshot.js";
import { buildFullWorld, type FullWorld, idsOf, parentOf } from "./support/world.js";

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

/** What query languages of databases take for conditions, and other things that are no scalar. */
const operators: readonly unknown[] = [{ $ne: null }, { not: "" }, {}, [{ $ne: null }], ["a", ["b"]]];
/** Numbers and truth values are no text. */
const noTexts: readonly unknown[] = [5, true];

interface Case {
  readonly position: Position;
  readonly value: unknown;
}

const cases: readonly Case[] = leafPositions.flatMap((position) => {
  const name = isLeafType(position.type) ? position.type.name : "";
  const isText = ["String", "DateTimeISO"].includes(name) || isEnumType(position.type);
  // Numbers may stand for ids, by the specification of GraphQL.
  const values = isText ? [...operators, ...noTexts] : name === "ID" ? [...operators, 1.5] : operators;
  return values.map((value) => ({ position, value }));
});

function operationOf({ position, value }: Case, write: typeof withVariables): Operation {
  const { field, path } = position;
  return write(
    field,
    argumentsOf(field, idsOf(world), { path }, () => value),
    parentOf(world, field),
  );
}

async function faultsOver(
  send: (operation: Operation) => Promise<Outcome>,
  write: typeof withVariables,
  codes: readonly string[],
  which: readonly Case[],
): Promise<string[]> {
  const faults: string[] = [];
  await each(which, async (one) => {
    const outcome = await send(operationOf(one, write));
    const isRefused = outcome.data === null && outcome.status !== 200;
    if (isRefused && codesOf(outcome).every((code) => codes.includes(String(code))) && outcome.errors.length > 0)
      return;
    faults.push(`${one.position.label} took ${JSON.stringify(one.value)}: ${JSON.stringify(outcome)}`);
  });
  return faults;
}

const overHttpToo = cases.filter(({ position }) => position.field.operation !== "subscription");
const overSocketsToo = cases.filter(({ position }) => !takesFile(position.field));
const coercion = ["BAD_USER_INPUT"];
const validation = ["GRAPHQL_VALIDATION_FAILED"];

test("no scalar of any input takes an operator object, a list or another type, over HTTP", async () => {
  expect(cases.length).toBeGreaterThan(1_000);
  const send = (operation: Operation) => overHttp(world.session, operation);
  expect(await faultsOver(send, withVariables, coercion, overHttpToo)).toEqual([]);
  const literal = (operation: Operation) => overHttp(world.session, { ...operation, filePlace: null });
  expect(await faultsOver(literal, withLiterals, validation, overHttpToo)).toEqual([]);
  expect(await snapshot(world.server.database)).toEqual(before);
}, 120_000);

test("nor over a socket", async () => {
  const send = (operation: Operation) => overSocket(socket, operation);
  expect(await faultsOver(send, withVariables, coercion, overSocketsToo)).toEqual([]);
  expect(await faultsOver(send, withLiterals, validation, cases)).toEqual([]);
  expect(await snapshot(world.server.database)).toEqual(before);
}, 120_000);

test("no setting takes one, though settings are JSON", async () => {
  const { settings } = await data<{ settings: readonly { name: string }[] }>(world.session, "{ settings { name } }");
  const faults: string[] = [];
  await each(settings, async ({ name }) => {
    for (const value of [...operators, ["a"]]) {
      const outcome = await overHttp(world.session, {
        query: "mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { __typename } }",
        variables: { input: { values: [{ name, value }] } },
        filePlace: null,
      });
      if (codesOf(outcome)[0] !== "BAD_USER_INPUT") faults.push(`${name}: ${JSON.stringify(outcome)}`);
    }
  });
  expect(faults).toEqual([]);
  expect(await snapshot(world.server.database)).toEqual(before);
}, 120_000);

test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("there is no setting named %s", async (name) => {
  const outcome = await overHttp(world.session, {
    query: "mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { __typename } }",
    variables: { input: { values: [{ name, value: "x" }], reset: [name] } },
    filePlace: null,
  });
  expect(codesOf(outcome)).toEqual(["BAD_USER_INPUT"]);
});

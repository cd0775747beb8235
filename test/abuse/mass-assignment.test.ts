import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { isInputObjectType } from "graphql";
import type { Client } from "graphql-ws";
import { socketClient } from "../support/graphql-client.js";
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
import { argumentFields, inputPositions, type Position, unreachableFields } from "./support/positions.js";
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

/** What an attacker would like to set: a property that no input has, and those of rows and of objects. */
const properties: Readonly<Record<string, unknown>> = {
  somethingUnknown: 1,
  role: "ADMIN",
  ownerId: 1,
  userId: 1,
  passwordHash: "$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA",
  hash: "0".repeat(64),
  suspended: false,
  isAdmin: true,
  createdAt: "1999-01-01T00:00:00.000Z",
  id: 1,
  databaseId: 1,
  multiUserSince: "1999-01-01T00:00:00.000Z",
  constructor: "x",
  toString: "x",
};

interface Case {
  readonly position: Position;
  readonly property: string;
}

const cases: readonly Case[] = inputPositions.flatMap((position) => {
  const known = isInputObjectType(position.type) ? Object.keys(position.type.getFields()) : [];
  return Object.keys(properties).flatMap((property) => (known.includes(property) ? [] : [{ position, property }]));
});

function operationOf({ position, property }: Case, write: typeof withVariables): Operation {
  const { field } = position;
  const given = argumentsOf(field, idsOf(world), position, (valid) => ({
    ...(valid as object),
    [property]: properties[property],
  }));
  return write(field, given, parentOf(world, field));
}

/** Tells what is wrong with an answer to a property that must be refused by name. */
function faultIn({ position, property }: Case, outcome: Outcome, code: string): string[] {
  const isNamed = outcome.errors.some(({ message }) => message.includes(`"${property}"`));
  const isRefused = codesOf(outcome).includes(code) && outcome.data === null && outcome.status !== 200;
  return isNamed && isRefused ? [] : [`${position.label} took ${property}: ${JSON.stringify(outcome)}`];
}

async function faultsOver(
  send: (operation: Operation) => Promise<Outcome>,
  write: typeof withVariables,
  code: string,
  which: readonly Case[],
): Promise<string[]> {
  const faults: string[] = [];
  await each(which, async (one) => {
    faults.push(...faultIn(one, await send(operationOf(one, write)), code));
  });
  return faults;
}

// Subscriptions are asked over sockets, files are sent over HTTP.
const overHttpToo = cases.filter(({ position }) => position.field.operation !== "subscription");
const overSocketsToo = cases.filter(({ position }) => !takesFile(position.field));

test("every field with arguments is reached", () => {
  expect(unreachableFields).toEqual([]);
  expect(inputPositions.length).toBeGreaterThan(40);
});

test("no input takes an unknown or a privileged property, over HTTP", async () => {
  const send = (operation: Operation) => overHttp(world.session, operation);
  expect(await faultsOver(send, withVariables, "BAD_USER_INPUT", overHttpToo)).toEqual([]);
  const literal = (operation: Operation) => overHttp(world.session, { ...operation, filePlace: null });
  expect(await faultsOver(literal, withLiterals, "GRAPHQL_VALIDATION_FAILED", overHttpToo)).toEqual([]);
  expect(await snapshot(world.server.database)).toEqual(before);
}, 120_000);

test("nor over a socket", async () => {
  const send = (operation: Operation) => overSocket(socket, operation);
  expect(await faultsOver(send, withVariables, "BAD_USER_INPUT", overSocketsToo)).toEqual([]);
  expect(await faultsOver(send, withLiterals, "GRAPHQL_VALIDATION_FAILED", cases)).toEqual([]);
  expect(await snapshot(world.server.database)).toEqual(before);
}, 120_000);

test("no field takes an argument that it does not have", async () => {
  const faults: string[] = [];
  await each(argumentFields, async (field) => {
    for (const name of ["somethingUnknown", "asUser", "role", "__proto__"]) {
      const given = { ...argumentsOf(field, idsOf(world)) };
      Object.defineProperty(given, name, { value: "x", enumerable: true, configurable: true });
      const outcome = await overHttp(world.session, {
        ...withLiterals(field, given, parentOf(world, field)),
        filePlace: null,
      });
      if (!codesOf(outcome).includes("GRAPHQL_VALIDATION_FAILED"))
        faults.push(`${field.label}: ${JSON.stringify(outcome)}`);
    }
  });
  expect(faults).toEqual([]);
});

test.each(["__proto__", "constructor"])(
  "no input takes %s as JSON writes it, and no prototype changes",
  async (name) => {
    const faults: string[] = [];
    await each(inputPositions, async (position) => {
      const { field } = position;
      if (takesFile(field)) return;
      const marked = argumentsOf(field, idsOf(world), position, (valid) => ({ ...(valid as object), MARK: 1 }));
      const { query, variables } = withVariables(field, marked, parentOf(world, field));
      const text = JSON.stringify(variables).replace(
        '"MARK":1',
        `"${name}":{"polluted":true,"prototype":{"polluted":true}}`,
      );
      const response = await fetch(`${world.server.url}/graphql`, {
        method: "POST",
        headers: { authorization: `Bearer ${world.session.apiKey}`, "content-type": "application/json" },
        body: `{"query":${JSON.stringify(query)},"variables":${text}}`,
      });
      if (response.status !== 400) faults.push(`${position.label}: ${response.status} ${await response.text()}`);
      else await response.arrayBuffer();
    });
    expect(faults).toEqual([]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(await snapshot(world.server.database)).toEqual(before);
  },
);

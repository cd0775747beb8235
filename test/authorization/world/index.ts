import { randomUUID } from "node:crypto";
import { SecretBox } from "../../../src/secrets/secret-box.js";
import { SecretKey } from "../../../src/secrets/secret-key.js";
import { SessionTokens } from "../../../src/auth/session-tokens.js";
import { data } from "../../support/graphql-client.js";
import { startTestServer, type TestServer } from "../../support/server.js";
import { buildDocument } from "../../support/world.js";
import type { Caller, RefusedCaller } from "../callers.js";
import { type Kind, kinds, namesOf, type ObjectName } from "../expectations/knowledge.js";
import { type Credential, CredentialMaker, makeCredentials, makeSpare } from "./credentials.js";
import { describe, makeObject, type Makers, type WorldObject } from "./objects.js";
import { openInstance } from "./people.js";
import { makeRefused } from "./refused.js";
import { Rows } from "./rows.js";

export type { Credential } from "./credentials.js";
export type { WorldObject } from "./objects.js";

/** A server with people, workspaces and all that stands in them, and every kind of caller. */
export interface World {
  readonly server: TestServer;
  readonly credentials: Readonly<Record<Caller | RefusedCaller, Credential>>;
  readonly make: CredentialMaker;
  standing(name: ObjectName): WorldObject;
  /** One more of the kind, in the same places. */
  fresh(name: ObjectName): Promise<WorldObject>;
  /** A credential that may be used up; the standing one for callers who cannot use theirs up. */
  spare(caller: Caller): Promise<Credential>;
  /** The name under which an id stands in the world; of the rows of credentials, whose they are. */
  nameOf(id: string): string;
}

const secret = "a secret key for the tests of who may do what";
/** What is made first, since the rest stands in it or belongs to it. */
const order: readonly Kind[] = ["Workspace", "User", ...kinds.filter((kind) => kind !== "Chat"), "Chat"];

export async function buildWorld(): Promise<World> {
  const server = await startTestServer({ SECRET_KEY: secret });
  try {
    return await fill(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function fill(server: TestServer): Promise<World> {
  const secretKey = await SecretKey.load({ SECRET_KEY: secret, DATA_DIR: "" });
  const rows = new Rows(server.database, new SecretBox(secretKey));
  const mark = `mark-adminuser-${randomUUID().slice(0, 8)}`;
  const address = `${mark}@example.org`;
  const owner = await openInstance(server, { bio: mark, email: address });
  await openRegistration(server);

  const made = new Map<ObjectName, WorldObject>([["adminUser", describe("User", owner, mark, address)]]);
  const standing = (name: ObjectName): WorldObject => {
    const object = made.get(name);
    if (object === undefined) throw new Error(`${name} was not made yet.`);
    return object;
  };
  const visitorsSession = randomUUID();
  const makers: Makers = { database: server.database, rows, owner, visitorsSession, standing };
  for (const name of order.flatMap(namesOf)) {
    if (made.has(name)) continue;
    made.set(name, await (isDocument(name) ? readDocument(server, name, standing) : makeObject(makers, name)));
  }

  const make = new CredentialMaker(server.database, rows, new SessionTokens(secretKey));
  // The key that the server made for itself.
  make.madeRows.push({ kind: "ApiKey", databaseId: await firstKey(server), userId: owner.id });
  const others = new Map<string, ObjectName>();
  const fresh = async (name: ObjectName): Promise<WorldObject> => {
    const object = await makeObject(makers, name);
    others.set(object.id, name);
    return object;
  };
  const credentials = {
    ...(await makeCredentials(make, standing, visitorsSession)),
    ...(await makeRefused(make, standing, secretKey)),
  };
  return {
    server,
    credentials,
    make,
    standing,
    fresh,
    spare: async (caller) => (await makeSpare(make, caller, fresh)) ?? credentials[caller],
    nameOf: (id) => {
      const other = others.get(id);
      return other === undefined ? nameOf(id, made, make) : `another ${other}`;
    },
  };
}

function nameOf(id: string, made: ReadonlyMap<ObjectName, WorldObject>, make: CredentialMaker): string {
  for (const [name, object] of made) if (object.id === id) return name;
  const row = make.madeRows.find(({ kind, databaseId }) => describe(kind, { id: databaseId }, "").id === id);
  if (row === undefined) return `unnamed ${Buffer.from(id, "base64url").toString("utf8")}`;
  for (const [name, object] of made) if (object.databaseId === row.userId && name.endsWith("User")) return `of ${name}`;
  return "of nobody";
}

const places = {
  homeDocument: ["home"],
  sharedDocument: ["home", "elsewhere"],
  elsewhereDocument: ["elsewhere"],
  looseDocument: [],
} as const satisfies Partial<Record<ObjectName, readonly ObjectName[]>>;

function isDocument(name: ObjectName): name is keyof typeof places {
  return name in places;
}

/** Standing documents are read as any, so that they have a text and can be found. */
async function readDocument(
  server: TestServer,
  name: keyof typeof places,
  standing: (name: ObjectName) => WorldObject,
): Promise<WorldObject> {
  const mark = `mark-${name.toLowerCase()}-${randomUUID().slice(0, 8)}`;
  const workspaceIds = places[name].map((place) => standing(place).id);
  const facts = { title: mark, externalId: mark, workspaceIds };
  const { id, uuid } = await buildDocument(server, `The heron of ${mark} eats frogs.`, facts);
  return { id, uuid, databaseId: numberIn(id), slug: `no-slug-${uuid}`, mark, address: null };
}

function numberIn(id: string): number {
  return Number(Buffer.from(id, "base64url").toString("utf8").split(":")[1]);
}

async function openRegistration(server: TestServer): Promise<void> {
  await data(
    server,
    'mutation { updateSettings(input: { values: [{ name: "registrationOpen", value: true }] }) { settings { name } } }',
  );
}

async function firstKey({ database }: TestServer): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>("SELECT min(id) AS id FROM api_key");
  return rows[0]?.id ?? 0;
}

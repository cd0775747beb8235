import { EventRecorder } from "../../src/events/event-recorder.js";
import { Transactions } from "../../src/database/transaction.js";
import { ApiKeyScope, encodeGlobalId } from "../../src/entities/index.js";
import { InstanceKeys, type NewApiKey } from "../../src/services/instance-keys.js";
import { data, request, type Answer, type Target } from "./graphql-client.js";
import type { TestServer } from "./server.js";

/** A password that the standard rules admit. */
export const goodPassword = "correct horse battery";

/** Somebody with an account, and with a key that acts in their name. */
export interface Person extends Target {
  readonly id: string;
  readonly databaseId: number;
  readonly username: string;
}

let count = 0;

/** Opens the instance to many users; its first key goes on working, for the first administrator. */
export async function openToMany(server: TestServer, username = "first-admin"): Promise<Person> {
  const answer = await data<{ enableMultiUserMode: { user: { id: string; databaseId: number } } }>(
    server,
    "mutation ($input: EnableMultiUserModeInput!) { enableMultiUserMode(input: $input) { user { id databaseId } } }",
    { input: { username, password: goodPassword } },
  );
  return { ...answer.enableMultiUserMode.user, username, url: server.url, apiKey: server.apiKey };
}

/** A new user, made by the first administrator, with a key of every scope. Names never repeat. */
export async function buildPerson(server: TestServer, input: Readonly<Record<string, unknown>> = {}): Promise<Person> {
  count += 1;
  const username = `person-${count}`;
  const answer = await data<{ createUser: { user: { id: string; databaseId: number; username: string } } }>(
    server,
    "mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id databaseId username } } }",
    { input: { username, password: goodPassword, ...input } },
  );
  const { user } = answer.createUser;
  return { ...user, url: server.url, apiKey: (await buildKey(server, user.databaseId)).apiKey };
}

/** A key of a user, as somebody with the machine would make it. */
export async function buildKey(
  server: TestServer,
  ownerId: number,
  input: Partial<NewApiKey> = {},
): Promise<Target & { readonly keyId: string }> {
  count += 1;
  const transactions = new Transactions(server.database.dataSource);
  const keys = new InstanceKeys(transactions, new EventRecorder(transactions));
  const secret = `test-key-${count}-of-${ownerId}-0123456789`;
  const { apiKey } = await keys.issue(
    null,
    ownerId,
    { name: `Key ${count}`, scopes: [ApiKeyScope.ADMIN], ...input },
    secret,
  );
  return { url: server.url, apiKey: secret, keyId: encodeGlobalId("ApiKey", apiKey.id) };
}

/** Sends a mutation with one input; `fields` selects from its payload. */
export async function mutate<Payload>(
  target: Target,
  name: string,
  input: Readonly<Record<string, unknown>>,
  fields: string,
  authorization?: string | null,
): Promise<Answer<Record<string, Payload>>> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${inputTypes[name] ?? type}!) { ${name}(input: $input) { ${fields} } }`;
  return authorization === undefined
    ? request(target, query, { input })
    : request(target, query, { input }, authorization);
}

/** Mutations whose input types are not named after them. */
const inputTypes: Readonly<Record<string, string>> = {
  addWorkspaceMembers: "WorkspaceMembersInput",
  removeWorkspaceMembers: "WorkspaceMembersInput",
  setWorkspaceMembers: "WorkspaceMembersInput",
  registerUser: "RegistrationInput",
  claimInvite: "RegistrationInput",
};

/** The code of an answer's first error; undefined when there is none. */
export function codeOf(answer: Answer<unknown>): unknown {
  return answer.errors?.[0]?.extensions["code"];
}

/** The field that an answer's first error is about. */
export function fieldOf(answer: Answer<unknown>): unknown {
  return answer.errors?.[0]?.extensions["field"];
}

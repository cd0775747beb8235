import { ListMembersOperation, ListUsersOperation, type UserFieldsFragment } from "../../generated/operations.js";
import { NotFoundError } from "../../errors/index.js";
import type { CallerClient } from "../client.js";
import { pages } from "../routing/values.js";
import { UnknownWorkspaceError } from "./workspace-reference.js";

/** How many users one operation looks up. */
const lookedUpAtOnce = 100;

/** Every user, oldest first. */
export async function usersOf(client: CallerClient): Promise<UserFieldsFragment[]> {
  const users: UserFieldsFragment[] = [];
  const read = async (after: string | null) => (await client.execute(ListUsersOperation, { after })).users;
  for await (const page of pages(read)) users.push(...page.nodes);
  return users;
}

/** What a list of users names. */
export interface NamedUsers {
  readonly users: readonly UserFieldsFragment[];
  /** What no user has for a number. */
  readonly unknown: readonly string[];
}

/** The users with the given numbers. */
export async function usersNamed(client: CallerClient, names: readonly string[]): Promise<NamedUsers> {
  const given = [...new Set(names.map((name) => name.trim()))];
  const numbers = given.map(numberOf).filter((number) => number !== null);
  const users: UserFieldsFragment[] = [];
  for (let start = 0; start < numbers.length; start += lookedUpAtOnce) {
    const filter = { databaseIds: numbers.slice(start, start + lookedUpAtOnce) };
    users.push(...(await client.execute(ListUsersOperation, { filter })).users.nodes);
  }
  const found = new Set(users.map(({ databaseId }) => databaseId));
  return { users, unknown: given.filter((name) => !found.has(numberOf(name) ?? 0)) };
}

/** The user with the given number. @throws NotFoundError */
export async function userOf(client: CallerClient, name: string): Promise<UserFieldsFragment> {
  const [user] = (await usersNamed(client, [name])).users;
  if (user === undefined) throw new NotFoundError("User");
  return user;
}

/** The members of the workspace that is referred to, oldest first. @throws UnknownWorkspaceError */
export async function membersOf(client: CallerClient, reference: string): Promise<UserFieldsFragment[]> {
  const members: UserFieldsFragment[] = [];
  const read = async (after: string | null) => {
    const { workspace } = await client.execute(ListMembersOperation, { reference, after });
    if (workspace === null) throw new UnknownWorkspaceError(reference);
    return workspace.members;
  };
  for await (const page of pages(read)) members.push(...page.nodes);
  return members;
}

/** The number that a text writes down, if something can have it; else null. */
export function numberOf(text: string): number | null {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : null;
}

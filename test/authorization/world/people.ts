import { randomUUID } from "node:crypto";
import type { Database } from "../../../src/database/data-source.js";
import { User, UserRole, WorkspaceMember } from "../../../src/entities/index.js";
import type { TestServer } from "../../support/server.js";
import { openToMany } from "../../support/people.js";

/** The people of the world, by what they are. */
export type PersonName = "admin" | "manager" | "member" | "outsider" | "neighbour" | "suspended";

const roles: Readonly<Record<PersonName, UserRole>> = {
  admin: UserRole.ADMIN,
  manager: UserRole.MANAGER,
  member: UserRole.DEFAULT,
  outsider: UserRole.DEFAULT,
  neighbour: UserRole.DEFAULT,
  suspended: UserRole.DEFAULT,
};

/** What stands in a user's row for others to find where it should not be. */
export interface Marks {
  readonly bio: string;
  readonly email: string;
}

/** Opens the instance to many users and returns its owner's row: everybody else gets the same password. */
export async function openInstance(server: TestServer, marks: Marks): Promise<User> {
  const { databaseId } = await openToMany(server, "the-admin");
  const users = server.database.dataSource.getRepository(User);
  await users.update({ id: databaseId }, marks);
  return users.findOneByOrFail({ id: databaseId });
}

/** Makes a person with the role that its name stands for, and the owner's password. */
export async function insertPerson(
  { dataSource }: Database,
  name: PersonName,
  { passwordHash }: User,
  marks: Marks,
): Promise<User> {
  const username = `the-${name}-${randomUUID().slice(0, 8)}`;
  const users = dataSource.getRepository(User);
  const { id } = await users.save(
    users.create({
      ...marks,
      username,
      usernameKey: username,
      displayName: null,
      passwordHash,
      role: roles[name],
      suspended: name === "suspended",
    }),
  );
  return users.findOneByOrFail({ id });
}

/** Makes somebody a member of a workspace. */
export async function insertMember({ dataSource }: Database, workspaceId: number, userId: number): Promise<void> {
  await dataSource.getRepository(WorkspaceMember).insert({ workspaceId, userId });
}

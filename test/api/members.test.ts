import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { buildKey, buildPerson, codeOf, mutate, openToMany, type Person } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let server: TestServer;
let admin: Person;

beforeAll(async () => {
  server = await startTestServer();
  admin = await openToMany(server);
});
afterAll(() => server.stop());

const changeFields = "added { id } removed { id } unchanged { id }";
interface Change {
  readonly added: readonly { readonly id: string }[];
  readonly removed: readonly { readonly id: string }[];
  readonly unchanged: readonly { readonly id: string }[];
}

async function change(name: string, workspaceId: string, people: readonly { readonly id: string }[]) {
  const answer = await mutate<Change>(server, name, { workspaceId, userIds: people.map(({ id }) => id) }, changeFields);
  const ids = (list: readonly { readonly id: string }[] | undefined) => list?.map(({ id }) => id);
  const done = answer.data?.[name];
  return {
    added: ids(done?.added),
    removed: ids(done?.removed),
    unchanged: ids(done?.unchanged),
    code: codeOf(answer),
  };
}

const membersOf = async (workspaceId: string) =>
  (
    await data<{ workspace: { members: { totalCount: number; nodes: { id: string }[] } } }>(
      server,
      "query ($by: WorkspaceReferenceInput!) { workspace(by: $by) { members(first: 100) { totalCount nodes { id } } } }",
      { by: { id: workspaceId } },
    )
  ).workspace.members.nodes.map(({ id }) => id);

describe("members", () => {
  test("are added, removed and set, and every answer says what changed", async () => {
    const workspace = await buildWorkspace(server);
    const [a, b, c] = [await buildPerson(server), await buildPerson(server), await buildPerson(server)];
    expect(await change("addWorkspaceMembers", workspace.id, [a, b])).toMatchObject({
      added: [a.id, b.id],
      unchanged: [],
    });
    expect(await change("addWorkspaceMembers", workspace.id, [b, c])).toMatchObject({
      added: [c.id],
      unchanged: [b.id],
    });
    expect(await change("removeWorkspaceMembers", workspace.id, [a])).toMatchObject({ removed: [a.id], unchanged: [] });
    expect(await change("removeWorkspaceMembers", workspace.id, [a])).toMatchObject({ removed: [], unchanged: [a.id] });
    expect(await change("setWorkspaceMembers", workspace.id, [a, c])).toMatchObject({
      added: [a.id],
      removed: [b.id],
      unchanged: [c.id],
    });
    expect(await membersOf(workspace.id)).toEqual([a.id, c.id]);
    expect(await change("setWorkspaceMembers", workspace.id, [])).toMatchObject({ removed: [a.id, c.id] });
  });

  test("are added all or none", async () => {
    const workspace = await buildWorkspace(server);
    const person = await buildPerson(server);
    const answer = await change("addWorkspaceMembers", workspace.id, [person, { id: "VXNlcjo5OTk5OTk" }]);
    expect(answer.code).toBe("NOT_FOUND");
    expect(await membersOf(workspace.id)).toEqual([]);
  });

  test("of two lists that are set at once, one holds", async () => {
    const workspace = await buildWorkspace(server);
    const [a, b] = [await buildPerson(server), await buildPerson(server)];
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => change("setWorkspaceMembers", workspace.id, [index % 2 === 0 ? a : b])),
    );
    expect(await membersOf(workspace.id)).toHaveLength(1);
  });

  test("see their workspaces and no others, until they are removed", async () => {
    const workspace = await buildWorkspace(server);
    await buildWorkspace(server);
    const person = await buildPerson(server);
    const query =
      "{ workspaces(first: 10) { nodes { id } } viewer { user { workspaces(first: 10) { nodes { id } } } } }";
    const seen = async () => {
      const answer = await data<{
        workspaces: { nodes: unknown[] };
        viewer: { user: { workspaces: { nodes: unknown[] } } };
      }>(person, query);
      expect(answer.viewer.user.workspaces.nodes).toEqual(answer.workspaces.nodes);
      return answer.workspaces.nodes;
    };
    expect(await seen()).toEqual([]);
    await change("addWorkspaceMembers", workspace.id, [person]);
    expect(await seen()).toEqual([{ id: workspace.id }]);
    await change("removeWorkspaceMembers", workspace.id, [person]);
    expect(await seen()).toEqual([]);
  });

  test("are managed by managers whose credential reaches the workspace, and seen by managers alone", async () => {
    const workspace = await buildWorkspace(server);
    const elsewhere = await buildWorkspace(server);
    const person = await buildPerson(server);
    await change("addWorkspaceMembers", workspace.id, [person]);
    const input = { workspaceId: workspace.id, userIds: [person.id] };
    expect(codeOf(await mutate(person, "addWorkspaceMembers", input, changeFields))).toBe("FORBIDDEN");
    const query = `{ workspace(by: { slug: "${workspace.slug}" }) { members(first: 1) { nodes { id } } } }`;
    expect(codeOf(await request(person, query))).toBe("FORBIDDEN");
    const manager = await buildPerson(server, { role: "MANAGER" });
    expect(codeOf(await mutate(manager, "addWorkspaceMembers", input, changeFields))).toBeUndefined();
    const limited = await buildKey(server, admin.databaseId, { workspaceIds: [elsewhere.databaseId] });
    expect(codeOf(await mutate(limited, "addWorkspaceMembers", input, changeFields))).toBe("NOT_FOUND");
  });

  test("are paged both ways, for many workspaces at once", async () => {
    const people = [await buildPerson(server), await buildPerson(server), await buildPerson(server)];
    const places = [await buildWorkspace(server), await buildWorkspace(server)];
    for (const place of places) await change("addWorkspaceMembers", place.id, people);
    const query = (page: string) =>
      `{ ${places.map(({ slug }, index) => `w${index}: workspace(by: { slug: "${slug}" }) { members(${page}) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }`).join(" ")} }`;
    type Lists = Record<
      string,
      {
        members: {
          totalCount: number;
          nodes: { id: string }[];
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
        };
      }
    >;
    const first = await data<Lists>(server, query("first: 2"));
    for (const list of Object.values(first)) {
      expect(list.members.nodes.map(({ id }) => id)).toEqual([people[0]?.id, people[1]?.id]);
      expect(list.members).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    }
    const after = first["w0"]?.members.pageInfo.endCursor;
    const rest = await data<Lists>(server, query(`first: 2, after: "${after}"`));
    expect(rest["w1"]?.members.nodes.map(({ id }) => id)).toEqual([people[2]?.id]);
    const last = await data<Lists>(server, query("last: 2"));
    expect(last["w1"]?.members.nodes.map(({ id }) => id)).toEqual([people[1]?.id, people[2]?.id]);
  });

  test("leave a trace of what changed, and none of what did not", async () => {
    const workspace = await buildWorkspace(server);
    const person = await buildPerson(server);
    await change("addWorkspaceMembers", workspace.id, [person]);
    await change("addWorkspaceMembers", workspace.id, [person]);
    const { rows } = await server.database.pool.query(
      "SELECT actor_id, data FROM event_log WHERE type = 'workspace.membersChanged' AND workspace_id = $1",
      [workspace.databaseId],
    );
    expect(rows).toEqual([{ actor_id: admin.databaseId, data: { added: [person.databaseId], removed: [] } }]);
  });
});

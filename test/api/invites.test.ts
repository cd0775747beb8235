import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { buildPerson, codeOf, fieldOf, goodPassword, mutate, openToMany, type Person } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let server: TestServer;
let admin: Person;
let count = 0;

beforeAll(async () => {
  server = await startTestServer();
  admin = await openToMany(server);
});
afterAll(() => server.stop());

interface Invited {
  readonly id: string;
  readonly code: string | null;
  readonly status: string;
}

async function invite(input: Readonly<Record<string, unknown>> = {}): Promise<Invited & { readonly code: string }> {
  const answer = await mutate<{ invite: Invited }>(server, "createInvite", input, "invite { id code status }");
  const made = answer.data?.["createInvite"]?.invite;
  if (made === undefined || made.code === null) throw new Error(JSON.stringify(answer));
  return { ...made, code: made.code };
}

function claim(code: string, input: Readonly<Record<string, unknown>> = {}) {
  count += 1;
  return mutate<{ user: { id: string; username: string; role: string }; accessToken: string }>(
    server,
    "claimInvite",
    { username: `guest-${count}`, password: goodPassword, ...input },
    "user { id username role email } accessToken refreshToken",
    `Bearer ${code}`,
  );
}

const disable = (inviteId: string) =>
  request<{ disableInvite: { invite: Invited } }>(
    server,
    "mutation ($id: ID!) { disableInvite(inviteId: $id) { invite { id code status } } }",
    { id: inviteId },
  );

describe("an invite", () => {
  test("makes one person a member of its workspaces, and signs in", async () => {
    const workspace = await buildWorkspace(server);
    const { id, code } = await invite({ workspaceIds: [workspace.id] });
    expect(code).toMatch(/^docent_invite_/);
    const answer = await claim(code, { username: "Guest of honour", email: "Guest@example.com" });
    const claimed = answer.data?.["claimInvite"];
    expect(claimed?.user).toMatchObject({
      username: "Guest of honour",
      role: "DEFAULT",
      email: "guest@example.com",
    });
    expect(claimed?.accessToken).toEqual(expect.any(String));
    const seen = await data(
      server,
      "query ($id: ID!) { invite(id: $id) { status code claimedBy { id username email } creator { id } workspaces { id } } }",
      { id },
    );
    expect(seen).toEqual({
      invite: {
        status: "CLAIMED",
        code: null,
        claimedBy: { id: claimed?.user.id, username: "Guest of honour", email: "guest@example.com" },
        creator: { id: admin.id },
        workspaces: [{ id: workspace.id }],
      },
    });
    const members = await data<{ workspace: { members: { nodes: unknown[] } } }>(
      server,
      "query ($by: WorkspaceReferenceInput!) { workspace(by: $by) { members(first: 5) { nodes { id } } } }",
      { by: { id: workspace.id } },
    );
    expect(members.workspace.members.nodes).toEqual([{ id: claimed?.user.id }]);
  });

  test("works once, however many claim it at once", async () => {
    const { code } = await invite();
    const answers = await Promise.all(Array.from({ length: 20 }, () => claim(code)));
    expect(answers.filter((answer) => answer.errors === undefined)).toHaveLength(1);
    for (const answer of answers.filter(({ errors }) => errors !== undefined)) {
      expect(["CONFLICT", "UNAUTHENTICATED"]).toContain(codeOf(answer));
    }
    expect(codeOf(await claim(code))).toBe("UNAUTHENTICATED");
  });

  test("is not used up by a claim that fails", async () => {
    const taken = await buildPerson(server);
    const { code } = await invite();
    const clash = await claim(code, { username: taken.username.toUpperCase() });
    expect([codeOf(clash), fieldOf(clash)]).toEqual(["CONFLICT", "username"]);
    const weak = await claim(code, { password: "short" });
    expect([codeOf(weak), fieldOf(weak)]).toEqual(["BAD_USER_INPUT", "password"]);
    expect(codeOf(await claim(code))).toBeUndefined();
  });

  test("can be taken back, twice, but not once it was claimed", async () => {
    const { id, code } = await invite();
    expect((await disable(id)).data?.disableInvite.invite).toEqual({ id, code: null, status: "DISABLED" });
    expect((await disable(id)).data?.disableInvite.invite.status).toBe("DISABLED");
    expect(codeOf(await claim(code))).toBe("UNAUTHENTICATED");
    const used = await invite();
    await claim(used.code);
    expect(codeOf(await disable(used.id))).toBe("CONFLICT");
  });

  test("expires", async () => {
    const { id, code } = await invite({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    await server.database.pool.query("UPDATE invite SET expires_at = now() WHERE id = $1", [
      Number(Buffer.from(id, "base64url").toString().split(":")[1]),
    ]);
    expect(codeOf(await claim(code))).toBe("UNAUTHENTICATED");
    const past = await mutate(server, "createInvite", { expiresAt: new Date(0).toISOString() }, "invite { id }");
    expect([codeOf(past), fieldOf(past)]).toEqual(["BAD_USER_INPUT", "expiresAt"]);
  });

  test("names workspaces that exist, and outlives them", async () => {
    const answer = await mutate(server, "createInvite", { workspaceIds: ["V29ya3NwYWNlOjk5OTk5OQ"] }, "invite { id }");
    expect([codeOf(answer), fieldOf(answer)]).toEqual(["NOT_FOUND", "workspaceIds"]);
    const workspace = await buildWorkspace(server);
    const { code } = await invite({ workspaceIds: [workspace.id] });
    await data(server, "mutation ($id: ID!) { deleteWorkspace(workspaceId: $id) { deletedWorkspaceId } }", {
      id: workspace.id,
    });
    expect(codeOf(await claim(code))).toBeUndefined();
  });

  test("admits nothing but claiming it", async () => {
    const { code } = await invite();
    const answer = await request(server, "{ workspaces(first: 1) { nodes { id } } }", {}, `Bearer ${code}`);
    expect(codeOf(answer)).toBe("FORBIDDEN");
    expect(codeOf(await claim(server.apiKey))).toBe("FORBIDDEN");
  });

  test("is seen by administrators alone; its code is stored sealed, and in no event", async () => {
    const { id, code } = await invite();
    const listed = await data<{ invites: { nodes: Invited[] } }>(
      server,
      "{ invites(last: 1, filter: { status: PENDING }) { nodes { id code status } } }",
    );
    expect(listed.invites.nodes).toEqual([{ id, code, status: "PENDING" }]);
    const manager = await buildPerson(server, { role: "MANAGER" });
    expect(codeOf(await request(manager, "{ invites(first: 1) { nodes { id } } }"))).toBe("FORBIDDEN");
    expect((await data<{ node: unknown }>(manager, `{ node(id: "${id}") { id } }`)).node).toBeNull();
    const { rows } = await server.database.pool.query("SELECT * FROM event_log");
    expect(JSON.stringify(rows)).not.toContain(code);
  });
});

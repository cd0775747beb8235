import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { defaultSystemPrompt } from "../../src/config/index.js";
import { data } from "../support/graphql-client.js";
import { ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

interface Workspace {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly [key: string]: unknown;
}
interface Changed {
  readonly workspace: Workspace;
  readonly message: string | null;
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe("the credential", () => {
  test("a key works under both base paths, whatever the case, the slash and the scheme", async () => {
    for (const path of ["/v1/auth", "/api/v1/auth", "/API/V1/Auth/"]) {
      await expect(ok(server, path)).resolves.toEqual({ authenticated: true });
    }
    await expect(ok(server, "/v1/auth", { authorization: `Token ${server.apiKey}` })).resolves.toEqual({
      authenticated: true,
    });
  });

  test("HEAD answers as GET does, without a body", async () => {
    const answer = await rest(server, "/v1/auth", { method: "HEAD" });
    expect([answer.status, answer.type, answer.text]).toEqual([200, "application/json; charset=utf-8", ""]);
  });

  test("no key, a wrong key and a header of one word are 403", async () => {
    for (const authorization of [null, "Bearer not-a-key", server.apiKey, "Bearer "]) {
      const answer = await rest(server, "/v1/auth", { authorization });
      expect([answer.status, answer.body]).toEqual([403, { error: "No valid api key found." }]);
    }
  });

  test("the key comes first: nobody else learns what is wrong with a body", async () => {
    const answer = await rest(server, "/v1/workspace/new", { body: '{"name": ', authorization: null });
    expect(answer.status).toBe(403);
  });

  test("an unknown path is 404 and an unknown method 405, in JSON", async () => {
    const unknown = await rest(server, "/v1/nope");
    expect([unknown.status, unknown.type]).toEqual([404, "application/json; charset=utf-8"]);
    const wrong = await rest(server, "/v1/workspaces", { method: "PUT", body: {} });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET"]);
  });
});

describe("workspaces", () => {
  test("one is made with the documented settings, listed, read by its three names, changed and deleted", async () => {
    const settings = {
      similarityThreshold: 0.7,
      openAiTemp: 0.7,
      openAiHistory: 12,
      openAiPrompt: "Custom prompt for responses",
      queryRefusalResponse: "Custom refusal message",
      chatMode: "query",
      topN: 5,
    };
    const { workspace, message } = await ok<Changed>(server, "/v1/workspace/new", {
      body: { name: "A story", ...settings },
    });
    expect(message).toBeNull();
    expect(workspace).toMatchObject({ name: "A story", slug: "a-story", ...settings });

    const { workspaces } = await ok<{ workspaces: Workspace[] }>(server, "/v1/workspaces");
    expect(workspaces.find(({ id }) => id === workspace.id)).toMatchObject({ slug: "a-story", threads: [] });
    for (const name of ["a-story", `ws-${workspace.id}`, String(workspace.id)]) {
      const found = await ok<{ workspace: Workspace[] }>(server, `/v1/workspace/${name}`);
      expect(found.workspace).toMatchObject([{ id: workspace.id, documents: [], threads: [] }]);
    }

    const changed = await ok<Changed>(server, "/v1/workspace/a-story/update", {
      body: { openAiTemp: 0.2, openAiPrompt: null },
    });
    expect(changed.workspace).toMatchObject({ openAiTemp: 0.2, topN: 5, slug: "a-story" });
    expect(changed.workspace["openAiPrompt"]).toBe(defaultSystemPrompt);

    const deleted = await rest(server, "/v1/workspace/a-story", { method: "DELETE" });
    expect([deleted.status, deleted.type, deleted.text]).toEqual([200, "text/plain; charset=utf-8", "OK"]);
    await expect(ok(server, "/v1/workspace/a-story")).resolves.toEqual({ workspace: [] });
  });

  test("the same in text/plain, urlencoded, and as JSON that a tool called urlencoded", async () => {
    const body = JSON.stringify({ name: "Same", topN: 7 });
    const types = [
      ["text/plain", body],
      ["application/x-www-form-urlencoded", "name=Same&topN=7"],
      ["application/x-www-form-urlencoded", body],
    ] as const;
    for (const [type, content] of types) {
      const { workspace } = await ok<Changed>(server, "/v1/workspace/new", {
        body: content,
        headers: { "content-type": type },
      });
      expect(workspace).toMatchObject({ name: "Same", topN: 7 });
    }
  });

  test("the mode is chat unless given, and automatic is chat while there are no agents", async () => {
    const plain = await ok<Changed>(server, "/v1/workspace/new", { body: { name: "Modes" } });
    const automatic = await ok<Changed>(server, "/v1/workspace/new", {
      body: { name: "Modes", chatMode: "automatic" },
    });
    expect([plain.workspace["chatMode"], automatic.workspace["chatMode"]]).toEqual(["chat", "chat"]);
  });

  test("whoever answers goes by AnythingLLM's names, and by no others", async () => {
    const { slug } = await buildWorkspace(server);
    const update = (chatProvider: string) => rest(server, `/v1/workspace/${slug}/update`, { body: { chatProvider } });
    expect((await update("generic-openai")).body).toMatchObject({ workspace: { chatProvider: "generic-openai" } });
    const stored = await data<{ workspace: { chatProvider: string } }>(
      server,
      "query ($reference: String!) { workspace(by: { reference: $reference }) { chatProvider } }",
      { reference: slug },
    );
    expect(stored.workspace.chatProvider).toBe("openai-compatible");
    const refused = await update("nobody");
    expect([refused.status, refused.body]).toEqual([
      400,
      { workspace: null, message: expect.stringMatching(/^chatProvider: .*"generic-openai"/) },
    ]);
    expect((await update("")).body).toMatchObject({ workspace: { chatProvider: null } });
  });

  test("unknown properties are ignored, and named", async () => {
    const { workspace, message } = await ok<Changed>(server, "/v1/workspace/new", {
      body: { name: "Extra", slug: "hacked", id: 99 },
    });
    expect(workspace.slug).toBe("extra");
    expect(message).toBe("Ignored unknown properties: slug, id.");
  });

  test("an update without a valid field changes nothing and says so; an empty name asks for the default one", async () => {
    const { slug, databaseId } = await buildWorkspace(server);
    const empty = await ok<Changed>(server, `/v1/workspace/${slug}/update`, { body: {} });
    expect(empty).toEqual({ workspace: { id: databaseId }, message: "No valid fields to update!" });
    const named = await ok<Changed>(server, `/v1/workspace/${slug}/update`, { body: { name: "" } });
    expect(named.workspace.name).toBe("My Workspace");
  });

  test("an unknown workspace is an empty list to GET and 400 to whoever changes or deletes it", async () => {
    await expect(ok(server, "/v1/workspace/nope")).resolves.toEqual({ workspace: [] });
    const changed = await rest(server, "/v1/workspace/nope/update", { body: { name: "x" } });
    expect([changed.status, changed.text]).toEqual([400, "Bad Request: Workspace nope is not a valid workspace."]);
    const deleted = await rest(server, "/v1/workspace/nope", { method: "DELETE" });
    expect([deleted.status, deleted.text]).toEqual([400, "Bad Request: Workspace nope is not a valid workspace."]);
  });
});

describe("the documentation", () => {
  test("is a page of local files, which shows the document of the routes", async () => {
    const page = await rest(server, "/api/docs", { authorization: null });
    expect([page.status, page.type]).toEqual([200, "text/html; charset=utf-8"]);
    const moved = await fetch(`${server.url}/api/docs`, { redirect: "manual" });
    expect([moved.status, moved.headers.get("location")]).toEqual([301, "/api/docs/"]);
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect(file).toMatch(/^\/api\/docs\//);
      await expect(rest(server, file, { authorization: null })).resolves.toMatchObject({ status: 200 });
    }
    await expect(ok(server, "/api/openapi.json", { authorization: null })).resolves.toMatchObject({ openapi: "3.1.0" });
  });
});

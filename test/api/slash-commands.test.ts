import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { startModelServer } from "../support/model-server.js";
import type { OpenAiUpstream } from "../support/openai-upstream.js";
import { buildPerson, codeOf, fieldOf, openToMany, type Person } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { ask, buildWorkspace } from "../support/world.js";

let upstream: OpenAiUpstream;
let server: TestServer;
beforeAll(async () => {
  ({ server, upstream } = await startModelServer());
});
afterAll(() => server.stop());

const creation =
  "mutation ($input: CreateSlashCommandInput!) { createSlashCommand(input: $input) { slashCommand { name prompt description } } }";
const change =
  "mutation ($input: UpdateSlashCommandInput!) { updateSlashCommand(input: $input) { slashCommand { name prompt description } } }";
const deletion = "mutation ($name: String!) { deleteSlashCommand(name: $name) { deletedSlashCommand } }";

async function names(target: TestServer | Person): Promise<string[]> {
  const query = "{ slashCommands(first: 100) { nodes { name } } }";
  const { slashCommands } = await data<{ slashCommands: { nodes: { name: string }[] } }>(target, query);
  return slashCommands.nodes.map(({ name }) => name);
}
const lastQuestion = () => upstream.requests.at(-1)?.body.messages?.at(-1)?.content;

describe("a slash command", () => {
  test("is kept under a name, changed, listed and forgotten", async () => {
    expect(await data(server, creation, { input: { name: "/Brief", prompt: "Be brief." } })).toEqual({
      createSlashCommand: { slashCommand: { name: "brief", prompt: "Be brief.", description: "" } },
    });
    const taken = await request(server, creation, { input: { name: "BRIEF", prompt: "Else." } });
    expect([codeOf(taken), fieldOf(taken)]).toEqual(["CONFLICT", "name"]);
    await data(server, creation, { input: { name: "long", prompt: "Be long." } });
    expect(await names(server)).toEqual(expect.arrayContaining(["brief", "long"]));
    const clash = await request(server, change, { input: { name: "long", newName: "brief" } });
    expect([codeOf(clash), fieldOf(clash)]).toEqual(["CONFLICT", "newName"]);
    expect(await data(server, change, { input: { name: "/long", newName: "longer", description: "Tales" } })).toEqual({
      updateSlashCommand: { slashCommand: { name: "longer", prompt: "Be long.", description: "Tales" } },
    });
    expect(await data(server, deletion, { name: "longer" })).toEqual({
      deleteSlashCommand: { deletedSlashCommand: "longer" },
    });
    expect(codeOf(await request(server, deletion, { name: "longer" }))).toBe("NOT_FOUND");
  });

  test.each(["reset", "two words", "", "-x", "x".repeat(65)])("cannot be called %j", async (name) => {
    const refused = await request(server, creation, { input: { name, prompt: "p" } });
    expect([codeOf(refused), String(fieldOf(refused))]).toEqual(["BAD_USER_INPUT", expect.stringMatching(/name$/)]);
  });

  test("stands for its words in a question, which the history then has", async () => {
    const workspace = await buildWorkspace(server);
    await data(server, creation, { input: { name: "pirate", prompt: "Answer as a pirate." } });
    const { started } = await ask(server, { workspaceId: workspace.id, message: "/pirate Where is the treasure?" });
    expect(lastQuestion()).toBe("Answer as a pirate. Where is the treasure?");
    const query = "query ($id: ID!) { chat(id: $id) { prompt } }";
    expect(await data(server, query, { id: started?.chatId })).toEqual({
      chat: { prompt: "Answer as a pirate. Where is the treasure?" },
    });
    await ask(server, { workspaceId: workspace.id, message: "/pirate Where?", commands: "NONE" });
    expect(lastQuestion()).toBe("/pirate Where?");
  });

  test("is its user's alone", async () => {
    const shared = await startTestServer();
    try {
      const admin = await openToMany(shared);
      const somebody = await buildPerson(shared, {});
      await data(admin, creation, { input: { name: "mine", prompt: "Mine." } });
      expect(await names(somebody)).toEqual([]);
      expect(codeOf(await request(somebody, deletion, { name: "mine" }))).toBe("NOT_FOUND");
      await data(somebody, creation, { input: { name: "mine", prompt: "Somebody's." } });
      expect(await names(admin)).toEqual(["mine"]);
    } finally {
      await shared.stop();
    }
  });
});

describe("/reset", () => {
  test("makes later answers forget, and is answered without a model", async () => {
    const workspace = await buildWorkspace(server);
    await ask(server, { workspaceId: workspace.id, message: "My name is Ada." });
    const asked = upstream.requests.length;
    const { text, finished, started } = await ask(server, { workspaceId: workspace.id, message: " /reset " });
    expect([text, finished?.status, upstream.requests.length]).toEqual(["Chat history was reset!", "COMPLETED", asked]);
    await ask(server, { workspaceId: workspace.id, message: "What is my name?" });
    expect(upstream.requests.at(-1)?.body.messages?.slice(1)).toEqual([{ role: "user", content: "What is my name?" }]);
    const query = "query ($id: ID!) { chat(id: $id) { included status metrics { model } } }";
    expect(await data(server, query, { id: started?.chatId })).toEqual({
      chat: { included: false, status: "COMPLETED", metrics: null },
    });
  });

  test("is a question like others to who keeps the history, or wants no such command", async () => {
    const workspace = await buildWorkspace(server);
    for (const more of [{ commands: "OWN" }, { commands: "NONE" }, { history: [] }]) {
      await ask(server, { workspaceId: workspace.id, message: "/reset", ...more });
      expect(lastQuestion()).toBe("/reset");
    }
  });
});

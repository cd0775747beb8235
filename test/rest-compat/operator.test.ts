import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { request } from "../support/graphql-client.js";
import { startOpenAiUpstream, type OpenAiUpstream } from "../support/openai-upstream.js";
import { eventsIn, ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";

let upstream: OpenAiUpstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await startOpenAiUpstream();
  server = await startTestServer({
    LLM_PROVIDER: "openai-compatible",
    LLM_MODEL: "test-model",
    LLM_BASE_URL: upstream.baseUrl,
    LLM_STREAMING: "false",
    EMBEDDING_PROVIDER: "openai-compatible",
    EMBEDDING_MODEL: "test-embedding",
    EMBEDDING_BASE_URL: upstream.baseUrl,
    EMBEDDING_API_KEY: "none",
    WORKSPACE_DELETION_PROTECTION: "true",
  });
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

describe("a server that keeps its workspaces", () => {
  test("deletes none, whoever asks, and shows that it does so", async () => {
    const { id, slug } = await buildWorkspace(server);
    const refused = await rest(server, `/v1/workspace/${slug}`, { method: "DELETE" });
    const error = "Workspace deletion is disabled on this server.";
    expect([refused.status, refused.body]).toEqual([403, { success: false, error }]);

    const { errors } = await request(
      server,
      "mutation ($id: ID!) { deleteWorkspace(workspaceId: $id) { deletedWorkspaceId } }",
      { id },
    );
    expect(errors?.[0]?.extensions["code"]).toBe("WORKSPACES_KEPT");
    await expect(ok(server, `/v1/workspace/${slug}`)).resolves.toMatchObject({ workspace: [{ slug }] });

    const { settings } = await ok<{ settings: Record<string, unknown> }>(server, "/v1/system");
    expect(settings["WorkspaceDeletionProtection"]).toBe(true);
  });

  test("says that a workspace is unknown before that it is kept", async () => {
    const unknown = await rest(server, "/v1/workspace/nope", { method: "DELETE" });
    expect([unknown.status, unknown.type]).toEqual([400, "text/plain; charset=utf-8"]);
  });
});

describe("a model that does not stream", () => {
  test("answers in the event that closes the text", async () => {
    const { slug } = await buildWorkspace(server);
    const { text } = await rest(server, `/v1/workspace/${slug}/stream-chat`, { body: { message: "Hello" } });
    expect(eventsIn(text)).toMatchObject([
      { type: "textResponseChunk", textResponse: upstream.answer, close: true, error: false },
      { type: "finalizeResponseStream", close: true, chatId: expect.any(Number) },
    ]);
  });

  test("fails with one event", async () => {
    const { slug } = await buildWorkspace(server);
    const { text } = await rest(server, `/v1/workspace/${slug}/stream-chat`, { body: { message: "[[FAIL]]" } });
    expect(eventsIn(text)).toMatchObject([{ type: "abort", close: true }]);
  });
});

describe("an embedding model that fails", () => {
  test("keeps no text out of the library; the answers say what cannot be searched yet", async () => {
    const { slug } = await buildWorkspace(server);
    const answer = await ok<{
      success: boolean;
      error: string;
      documents: { location: string; pageContent: string }[];
    }>(server, "/v1/document/raw-text", {
      body: { textContent: "[[DENY]] Terns.", metadata: { title: "Terns" }, addToWorkspaces: slug },
    });
    expect(answer).toMatchObject({ success: true, error: expect.stringContaining("The document is stored") });
    const location = answer.documents[0]?.location ?? "";
    expect(location).toMatch(/^custom-documents\/.+\.json$/);
    await expect(ok(server, `/v1/document/${location.split("/")[1]}`)).resolves.toHaveProperty("document");

    const added = await ok(server, `/v1/workspace/${slug}/update-embeddings`, { body: { adds: [location] } });
    expect(added).toMatchObject({
      workspace: { documents: [expect.objectContaining({ docpath: location })] },
      message: expect.stringMatching(/^(Not searchable yet|Could not be read): custom-documents/),
    });
  });

  test("is 502 to whoever searches", async () => {
    const { slug } = await buildWorkspace(server);
    const body = { textContent: "Seals bark.", metadata: { title: "Seals" }, addToWorkspaces: slug };
    await ok(server, "/v1/document/raw-text", { body });
    const failed = await rest(server, `/v1/workspace/${slug}/vector-search`, { body: { query: "[[DENY]]" } });
    expect([failed.status, failed.body]).toEqual([502, { message: expect.any(String) }]);
  });
});

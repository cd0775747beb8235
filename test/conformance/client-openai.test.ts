import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import OpenAI from "openai";
import { buildModel } from "../support/models.js";
import { mutate } from "../support/people.js";
import { ok } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildWorkspace } from "../support/world.js";
import { data } from "../support/graphql-client.js";

let server: TestServer;
let model: string;
beforeAll(async () => {
  server = await startTestServer();
  model = await buildModel(server);
});
afterAll(() => server.stop());

const clientOf = (apiKey = server.apiKey, { url } = server) =>
  new OpenAI({ apiKey, baseURL: `${url}/api/v1/openai`, maxRetries: 0 });
const keeper = { role: "user", content: "Who was the keeper of the lighthouse?" } as const;

/** The secret of a new key with one scope. */
async function buildKey(scope: string): Promise<string> {
  const input = { name: "Key", scopes: [scope] };
  const answer = await mutate<{ readonly secret: string }>(server, "createApiKey", input, "secret");
  return answer.data?.["createApiKey"]?.secret ?? "";
}

const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe("OpenAI's client", () => {
  test("chats", async () => {
    const completion = await clientOf().chat.completions.create({ model, messages: [keeper] });
    expect(completion.choices[0]?.message.content).toContain("Ada Moreau");
    expect(completion.usage?.total_tokens).toBeGreaterThan(0);
    expect(completion._request_id).toEqual(requestId);
  });

  test("streams, with its own helper that puts the answer together", async () => {
    const stream = clientOf().chat.completions.stream({
      model,
      messages: [keeper],
      stream_options: { include_usage: true },
    });
    let text = "";
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    const whole = await stream.finalChatCompletion();
    expect(text).toContain("Ada Moreau");
    expect(whole).toMatchObject({
      choices: [{ finish_reason: "stop", message: { role: "assistant", content: text } }],
    });
    expect(whole.usage?.total_tokens).toBeGreaterThan(0);
  });

  test("lists the models, and gets one", async () => {
    const models = [];
    for await (const one of clientOf().models.list()) models.push(one);
    expect(models).toContainEqual(expect.objectContaining({ id: model, object: "model", owned_by: "builtin" }));
    await expect(clientOf().models.retrieve(model)).resolves.toMatchObject({ id: model });
  });

  test("embeds: as it likes best, and as numbers", async () => {
    const asked = { model: "any", input: ["heron", "frog"] };
    const decoded = await clientOf().embeddings.create(asked);
    const plain = await clientOf().embeddings.create({ ...asked, encoding_format: "float" });
    expect(decoded.data).toHaveLength(2);
    expect(decoded.data.map(({ embedding }) => Array.from(embedding))).toEqual(
      plain.data.map(({ embedding }) => embedding.map(Math.fround)),
    );
    expect(decoded.usage.total_tokens).toBeGreaterThan(0);
  });

  test("lists the vector stores", async () => {
    const stores = [];
    for await (const store of clientOf().vectorStores.list({ limit: 1 })) stores.push(store);
    expect(stores).toContainEqual(
      expect.objectContaining({ id: model, file_counts: expect.objectContaining({ total: 1 }) }),
    );
  });

  test("continues a thread that its metadata, or a header, names", async () => {
    const workspace = await buildWorkspace(server);
    const made = await data<{ createThread: { thread: { slug: string; id: string } } }>(
      server,
      "mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id slug } } }",
      { input: { workspaceId: workspace.id } },
    );
    const { id, slug } = made.createThread.thread;
    const asked = { model: workspace.slug, messages: [keeper] };
    await clientOf().chat.completions.create({ ...asked, metadata: { threadSlug: slug } });
    await clientOf().chat.completions.create(asked, { headers: { "x-thread-slug": slug } });
    const { thread } = await data<{ thread: { chats: { totalCount: number } } }>(
      server,
      "query ($id: ID!) { thread(id: $id) { chats(first: 1) { totalCount } } }",
      { id },
    );
    expect(thread.chats.totalCount).toBe(2);
    await expect(ok(server, `/v1/workspace/${workspace.slug}/chats`)).resolves.toMatchObject({ chats: [] });
    await expect(
      clientOf().chat.completions.create({ ...asked, metadata: { threadSlug: "nope" } }),
    ).rejects.toMatchObject({ status: 404, code: "thread_not_found" });
    await expect(
      clientOf().chat.completions.create({ ...asked, metadata: { threadSlug: slug, sessionId: "s" } }),
    ).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  });
});

describe("what is refused comes out as the client's own error", () => {
  const chat = (client: OpenAI, body: object = {}) =>
    client.chat.completions.create({ model, messages: [keeper], ...body } as never);

  test("an unknown model is NotFoundError", async () => {
    await expect(chat(clientOf(), { model: "nope" })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  test("a route of OpenAI's that is not here is NotFoundError, and says so", async () => {
    await expect(clientOf().moderations.create({ input: "?" })).rejects.toMatchObject({
      status: 404,
      code: "unknown_url",
      message: expect.stringContaining("POST /api/v1/openai/moderations"),
    });
    await expect(clientOf().models.delete(model)).rejects.toMatchObject({ status: 405, code: "method_not_allowed" });
    await expect(chat(clientOf(), { model: "nope" })).rejects.toMatchObject({
      code: "model_not_found",
      param: "model",
    });
  });

  test("what cannot be honoured is BadRequestError", async () => {
    await expect(chat(clientOf(), { tools: [{ type: "function" }] })).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    await expect(clientOf().embeddings.create({ model: "any", input: "" })).rejects.toMatchObject({
      status: 400,
      type: "invalid_request_error",
      param: "input",
    });
  });

  test("a wrong key, and one that may only read, is PermissionDeniedError", async () => {
    const wrong = chat(clientOf("wrong"));
    await expect(wrong).rejects.toBeInstanceOf(OpenAI.PermissionDeniedError);
    await expect(wrong).rejects.toMatchObject({ type: "authentication_error", code: "invalid_api_key" });
    const reader = clientOf(await buildKey("READ"));
    await expect(reader.models.retrieve(model)).resolves.toMatchObject({ id: model });
    const asking = chat(reader);
    await expect(asking).rejects.toBeInstanceOf(OpenAI.PermissionDeniedError);
    await expect(asking).rejects.toMatchObject({ type: "permission_error" });
  });

  test("too many requests is RateLimitError, and says when to come again", async () => {
    const limited = await startTestServer({ RATE_LIMITS: "on" });
    try {
      const values = [{ name: "requestsPerMinutePerKey", value: 2 }];
      expect((await mutate(limited, "updateSettings", { values }, "__typename")).errors).toBeUndefined();
      const client = clientOf(limited.apiKey, limited);
      const listing = async () => {
        for (let count = 0; count < 3; count += 1) await client.models.list();
      };
      const refused: unknown = await listing().catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(OpenAI.RateLimitError);
      expect(refused).toMatchObject({ status: 429, type: "rate_limit_error", code: "rate_limit_exceeded" });
      expect((refused as InstanceType<typeof OpenAI.RateLimitError>).headers?.get("retry-after")).toMatch(/^\d+$/);
    } finally {
      await limited.stop();
    }
  });
});

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import OpenAI, { toFile } from "openai";
import { type ImageUpstream, pixel, startImageUpstream } from "../support/image-upstream.js";
import { form, rest, send } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";

const generations = "/v1/openai/images/generations";

describe("with an image model", () => {
  let upstream: ImageUpstream;
  let server: TestServer;
  let client: OpenAI;
  beforeAll(async () => {
    upstream = await startImageUpstream();
    server = await startTestServer({
      IMAGE_PROVIDER: "openai-compatible",
      IMAGE_MODEL: "flux",
      IMAGE_BASE_URL: upstream.baseUrl,
    });
    client = new OpenAI({ apiKey: server.apiKey, baseURL: `${server.url}/v1/openai`, maxRetries: 0 });
  });
  afterAll(async () => {
    await server.stop();
    await upstream.close();
  });

  test("OpenAI's client gets images, and what the model made of the prompt", async () => {
    const answer = await client.images.generate({ prompt: "A heron", n: 2, size: "512x512" });
    const image = { b64_json: pixel.toString("base64"), revised_prompt: "A heron, in oil" };
    expect(answer).toMatchObject({ created: expect.any(Number), data: [image, image] });
    expect(upstream.requests.at(-1)?.fields).toMatchObject({ model: "flux", prompt: "A heron", n: 2, size: "512x512" });
  });

  test("as a data URL, or as bytes with a name", async () => {
    const { data } = await client.images.generate({ prompt: "A heron", response_format: "url" });
    expect(data?.[0]?.url).toBe(`data:image/png;base64,${pixel.toString("base64")}`);
    const answer = await send(server, generations, { body: { prompt: "A heron", response_format: "blob" } });
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("content-disposition")).toMatch(/^inline; filename="img-[\da-f-]{36}\.png"$/);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pixel);
  });

  test("images to start from come as image_references, or by OpenAI's client", async () => {
    const file = form({ name: "heron.png", content: pixel, field: "image_references" }, { prompt: "Make it blue" });
    await expect(rest(server, generations, { body: file })).resolves.toMatchObject({ status: 200 });
    expect(upstream.requests.at(-1)).toMatchObject({
      path: "/v1/images/edits",
      fields: { prompt: "Make it blue" },
      files: [{ name: "heron.png", type: "image/png", bytes: pixel.length }],
    });
    const images = [await toFile(pixel, "a.png"), await toFile(pixel, "b.png")];
    await client.images.edit({ prompt: "Join them", image: images });
    expect(upstream.requests.at(-1)?.files.map(({ name }) => name)).toEqual(["a.png", "b.png"]);
  });

  test("what cannot be made is refused before the model is asked", async () => {
    const before = upstream.requests.length;
    const cases = [
      [{}, /^A prompt is required\.$/],
      [{ prompt: " " }, /^A prompt is required\.$/],
      [{ prompt: "x", size: "huge" }, /^size: must look like/],
      [{ prompt: "x", n: 11 }, /^n: /],
      [{ prompt: "x", quality: "hd" }, /'quality' is not supported/],
      [form({ name: "a.png", content: pixel, field: "image" }, { prompt: "x" }), /^Invalid file upload. Unexpected/],
      [form({ name: "a.png", content: "text", field: "image_references" }, { prompt: "x" }), /is no image/],
    ] as const;
    for (const [body, error] of cases) {
      await expect(rest(server, generations, { body })).resolves.toMatchObject({
        status: 400,
        body: { success: false, error: expect.stringMatching(error) },
      });
    }
    await expect(rest(server, "/v1/openai/images/edits", { body: { prompt: "x" } })).resolves.toMatchObject({
      status: 400,
    });
    expect(upstream.requests).toHaveLength(before);
  });

  test("a model that fails is 502, and the client's own error", async () => {
    upstream.answerWith(500);
    await expect(client.images.generate({ prompt: "A heron" })).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    await expect(rest(server, generations, { body: { prompt: "A heron" } })).resolves.toMatchObject({
      status: 502,
      body: { type: "server_error", code: "upstream_error" },
    });
  });
});

describe("without an image model", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  test.each([
    ["JSON", () => ({ prompt: "a cat" })],
    [
      "a form",
      () => {
        const body = new FormData();
        body.set("prompt", "a cat");
        return body;
      },
    ],
  ])("%s is told that there is no provider", async (_name, body) => {
    await expect(rest(server, generations, { body: body() })).resolves.toMatchObject({
      status: 500,
      body: { error: "No valid image generation provider was set. Got: undefined", code: "image_provider_missing" },
    });
  });
});

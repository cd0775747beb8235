import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { ImageModel } from "../../src/providers/index.js";
import { type ImageUpstream, pixel, startImageUpstream } from "../support/image-upstream.js";

let upstream: ImageUpstream;
beforeAll(async () => {
  upstream = await startImageUpstream();
});
afterAll(() => upstream.close());
beforeEach(() => upstream.answerWith({ data: [{ b64_json: pixel.toString("base64") }] }));

const build = (settings: Partial<ConstructorParameters<typeof ImageModel>[0]> = {}) =>
  new ImageModel({
    IMAGE_PROVIDER: "openai-compatible",
    IMAGE_MODEL: "flux",
    IMAGE_BASE_URL: upstream.baseUrl,
    IMAGE_API_KEY: "sk-the-configured-key",
    ...settings,
  });
const order = { prompt: "A heron", count: 1, size: null, references: [] };
const reference = { name: "heron.png", bytes: new Uint8Array(pixel) };

test("a prompt goes with model and key; bytes come back with the media type that they have", async () => {
  expect(await build().make({ ...order, count: 2, size: "512x512" })).toEqual([
    { bytes: pixel, mimeType: "image/png", revisedPrompt: null },
  ]);
  expect(upstream.requests.at(-1)).toEqual({
    path: "/v1/images/generations",
    authorization: "Bearer sk-the-configured-key",
    fields: { model: "flux", prompt: "A heron", n: 2, size: "512x512", response_format: "b64_json" },
    files: [],
  });
});

test("models that always send bytes are not asked for them", async () => {
  await build({ IMAGE_MODEL: "gpt-image-1" }).make(order);
  expect(upstream.requests.at(-1)?.fields).toEqual({ model: "gpt-image-1", prompt: "A heron", n: 1 });
});

test("references go to the server's edits, typed by their content", async () => {
  await build().make({ ...order, references: [reference] });
  const file = { name: "heron.png", type: "image/png", bytes: pixel.length };
  expect(upstream.requests.at(-1)).toMatchObject({ path: "/v1/images/edits", files: [{ field: "image", ...file }] });
  await build().make({ ...order, references: [reference, reference] });
  expect(upstream.requests.at(-1)?.files).toEqual([
    { field: "image[]", ...file },
    { field: "image[]", ...file },
  ]);
});

test("a reference that is no image is refused before the server is asked", async () => {
  const before = upstream.requests.length;
  const text = { name: "heron.png", bytes: new Uint8Array(Buffer.from("heron")) };
  await expect(build().make({ ...order, references: [text] })).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    field: "references",
  });
  expect(upstream.requests).toHaveLength(before);
});

test("a data URL is an image; an address is not fetched", async () => {
  upstream.answerWith({ data: [{ url: `data:image/png;base64,${pixel.toString("base64")}` }] });
  expect(await build().make(order)).toMatchObject([{ mimeType: "image/png" }]);
  upstream.answerWith({ data: [{ url: "http://127.0.0.1:1/secret.png" }] });
  await expect(build().make(order)).rejects.toMatchObject({ code: "UPSTREAM_ERROR" });
});

test.each([
  ["nothing", { data: [] }],
  ["no list", { images: 1 }],
  ["something else than an image", { data: [{ b64_json: "aGVyb24=" }] }],
])("an answer of %s is the server's fault", async (_name, answer) => {
  upstream.answerWith(answer);
  await expect(build().make(order)).rejects.toMatchObject({ kind: "upstream", code: "UPSTREAM_ERROR" });
});

test.each([
  [401, "UPSTREAM_UNAUTHORIZED"],
  [404, "UPSTREAM_MODEL_NOT_FOUND"],
  [429, "UPSTREAM_RATE_LIMITED"],
  [500, "UPSTREAM_ERROR"],
])("a server that answers %s is asked once", async (status, code) => {
  const before = upstream.requests.length;
  upstream.answerWith(status);
  await expect(build().make(order)).rejects.toMatchObject({ kind: "upstream", code });
  expect(upstream.requests).toHaveLength(before + 1);
});

test("without a provider there is no model", async () => {
  await expect(build({ IMAGE_PROVIDER: "none" }).make(order)).rejects.toMatchObject({ code: "IMAGE_PROVIDER_MISSING" });
});

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { sendFiles } from "../support/graphql-client.js";
import { type ImageUpstream, pixel, startImageUpstream } from "../support/image-upstream.js";
import { codeOf, fieldOf, mutate } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";

let upstream: ImageUpstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await startImageUpstream();
  server = await startTestServer({
    IMAGE_PROVIDER: "openai-compatible",
    IMAGE_MODEL: "flux",
    IMAGE_BASE_URL: upstream.baseUrl,
  });
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

/** How much there is of what could be kept. */
async function kept() {
  const { document, chunk, chunk_embedding, chat, event_log } = await server.countRows();
  return { document, chunk, chunk_embedding, chat, event_log };
}

interface Embeddings {
  readonly embeddings: readonly { readonly vector: readonly number[]; readonly base64: string }[];
  readonly provider: string;
  readonly model: string;
  readonly dimensions: number;
  readonly tokenCount: number;
}

const embed = (input: object) =>
  mutate<Embeddings>(
    server,
    "createEmbeddings",
    { ...input },
    "embeddings { vector base64 } provider model dimensions tokenCount",
  );

test("texts become vectors of the instance's model, in order, and nothing is stored", async () => {
  const before = await kept();
  const answer = (await embed({ texts: ["herons eat frogs", "winter", "herons eat frogs"] })).data?.[
    "createEmbeddings"
  ];
  expect(answer).toMatchObject({ provider: "builtin", model: "hashed-features", tokenCount: expect.any(Number) });
  const [heron, winter, again] = answer?.embeddings ?? [];
  expect(heron?.vector).toHaveLength(answer?.dimensions ?? 0);
  expect(again).toEqual(heron);
  expect(winter).not.toEqual(heron);
  const bytes = Buffer.from(heron?.base64 ?? "", "base64");
  expect(bytes).toHaveLength(4 * (answer?.dimensions ?? 0));
  expect(bytes.readFloatLE(0)).toBe(Math.fround(heron?.vector[0] ?? Number.NaN));
  expect(await kept()).toEqual(before);
});

test.each([
  ["no text", { texts: [] }, "texts"],
  ["an empty text", { texts: ["a", ""] }, "texts"],
  ["a text beyond its limit", { texts: ["a".repeat(50_001)] }, "texts"],
  ["more than all texts may have", { texts: Array.from({ length: 41 }, () => "a".repeat(50_000)) }, "texts"],
  ["other dimensions than the model's", { texts: ["a"], dimensions: 3 }, "dimensions"],
])("%s is refused", async (_name, input, field) => {
  const answer = await embed(input);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(["BAD_USER_INPUT", field]);
});

test("a prompt becomes images, which nobody keeps", async () => {
  const before = await kept();
  const fields = "model images { base64 mimeType revisedPrompt }";
  const answer = await mutate(server, "generateImages", { prompt: "A heron", count: 2 }, fields);
  const image = { base64: pixel.toString("base64"), mimeType: "image/png", revisedPrompt: "A heron, in oil" };
  expect(answer.data).toEqual({ generateImages: { model: "flux", images: [image, image] } });
  expect(await kept()).toEqual(before);
});

test("images to start from are uploaded", async () => {
  const query = "mutation ($input: GenerateImagesInput!) { generateImages(input: $input) { images { mimeType } } }";
  const files = { "variables.input.references.0": { name: "heron.png", content: pixel } };
  const answer = await sendFiles(server, query, { prompt: "Make it blue", references: [null] }, files);
  expect(answer.data).toEqual({ generateImages: { images: [{ mimeType: "image/png" }] } });
  expect(upstream.requests.at(-1)).toMatchObject({ path: "/v1/images/edits", files: [{ name: "heron.png" }] });
});

test("references have a limit together, before the model is asked", async () => {
  const before = upstream.requests.length;
  const query = "mutation ($input: GenerateImagesInput!) { generateImages(input: $input) { __typename } }";
  const half = Buffer.concat([pixel, Buffer.alloc(26_000_000)]);
  const files = {
    "variables.input.references.0": { name: "a.png", content: half },
    "variables.input.references.1": { name: "b.png", content: half },
  };
  const answer = await sendFiles(server, query, { prompt: "Join them", references: [null, null] }, files);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(["PAYLOAD_TOO_LARGE", "references"]);
  expect(upstream.requests).toHaveLength(before);
});

test("without an image model images are refused", async () => {
  const other = await startTestServer();
  try {
    const answer = await mutate(other, "generateImages", { prompt: "A heron" }, "__typename");
    expect(codeOf(answer)).toBe("IMAGE_PROVIDER_MISSING");
  } finally {
    await other.stop();
  }
});

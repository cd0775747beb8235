import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { HumanMessage, SystemMessage, type UsageMetadata } from "@langchain/core/messages";
import { ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import { buildModel } from "../support/models.js";
import { startTestServer, type TestServer } from "../support/server.js";

let server: TestServer;
let model: string;
beforeAll(async () => {
  server = await startTestServer();
  model = await buildModel(server);
});
afterAll(() => server.stop());

const configuration = () => ({ baseURL: `${server.url}/v1/openai` });
const chatOf = (fields: object = {}) =>
  new ChatOpenAI({ model, apiKey: server.apiKey, maxRetries: 0, configuration: configuration(), ...fields });
const messages = [new SystemMessage("Be brief."), new HumanMessage("Who was the keeper of the lighthouse?")];

test("ChatOpenAI asks", async () => {
  const answer = await chatOf({ temperature: 0.2, maxTokens: 100 }).invoke(messages);
  expect(answer.text).toContain("Ada Moreau");
  expect((answer.usage_metadata as UsageMetadata | undefined)?.total_tokens).toBeGreaterThan(0);
  expect(answer.response_metadata["finish_reason"]).toBe("stop");
});

test("ChatOpenAI streams", async () => {
  let text = "";
  let pieces = 0;
  let tokens = 0;
  for await (const chunk of await chatOf().stream(messages)) {
    text += chunk.text;
    pieces += chunk.text === "" ? 0 : 1;
    tokens += (chunk.usage_metadata as UsageMetadata | undefined)?.total_tokens ?? 0;
  }
  expect(text).toContain("Ada Moreau");
  expect(pieces).toBeGreaterThan(1);
  expect(tokens).toBeGreaterThan(0);
});

test("ChatOpenAI tells what was refused by LangChain's own codes", async () => {
  await expect(chatOf({ model: "nope" }).invoke(messages)).rejects.toMatchObject({
    status: 404,
    lc_error_code: "MODEL_NOT_FOUND",
  });
  await expect(chatOf({ apiKey: "wrong" }).invoke(messages)).rejects.toMatchObject({
    status: 403,
    code: "invalid_api_key",
  });
  await expect(chatOf({ topP: 0.5 }).invoke(messages)).rejects.toMatchObject({
    status: 400,
    code: "unsupported_parameter",
  });
});

test("OpenAIEmbeddings embeds documents and questions", async () => {
  const embeddings = new OpenAIEmbeddings({
    model: "text-embedding-3-small",
    apiKey: server.apiKey,
    maxRetries: 0,
    configuration: configuration(),
  });
  const [heron, frog, again] = await embeddings.embedDocuments(["herons eat frogs", "winter", "herons eat frogs"]);
  expect(again).toEqual(heron);
  expect(frog).not.toEqual(heron);
  expect(heron?.every(Number.isFinite)).toBe(true);
  expect(await embeddings.embedQuery("herons eat frogs")).toEqual(heron);
  await expect(embeddings.embedQuery("")).rejects.toMatchObject({ status: 400 });
});

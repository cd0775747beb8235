import { HumanMessage } from "@langchain/core/messages";
import pLimit from "p-limit";
import { ChatModels, streamAnswer } from "../../src/providers/index.js";

// The provider client alone, asked as the server asks it: node provider-client.js <model's base URL> <at once>, started with
// a channel. Takes numbers of answers, and sends each back when it has had so many.
const [baseUrl = "", atOnce = "16"] = process.argv.slice(2);
const model = await new ChatModels({
  LLM_PROVIDER: "openai-compatible",
  LLM_MODEL: "mock-model",
  LLM_BASE_URL: baseUrl,
  LLM_API_KEY: "none",
  LLM_CONTEXT_WINDOW: 8_192,
  LLM_TIMEOUT_SECONDS: 30,
}).get({});
process.on("message", (answers: number) => {
  const limit = pLimit(Number(atOnce));
  void Promise.all(Array.from({ length: answers }, () => limit(ask))).then(() => process.send?.(answers));
});

async function ask(): Promise<void> {
  const pieces = streamAnswer(model, {
    messages: [new HumanMessage("Hello")],
    passages: [],
    stop: [],
    signal: new AbortController().signal,
    silenceMs: 30_000,
  });
  while ((await pieces.next()).done !== true);
}

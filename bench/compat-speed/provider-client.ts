import { HumanMessage } from "@langchain/core/messages";
import pLimit from "p-limit";
import { ChatModels, streamAnswer } from "../../src/providers/index.js";

// The provider client alone, asked as the server asks it: node provider-client.js <model's base URL> <answers> <at once>.
// Prints the processor time of the answers in milliseconds.
const [baseUrl = "", answers = "64", atOnce = "16"] = process.argv.slice(2);
const model = await new ChatModels({
  LLM_PROVIDER: "openai-compatible",
  LLM_MODEL: "mock-model",
  LLM_BASE_URL: baseUrl,
  LLM_API_KEY: "none",
  LLM_CONTEXT_WINDOW: 8_192,
  LLM_TIMEOUT_SECONDS: 30,
}).get({});
await askFor(Number(atOnce));
const before = process.cpuUsage();
await askFor(Number(answers));
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1_000));

async function askFor(count: number): Promise<void> {
  const limit = pLimit(Number(atOnce));
  await Promise.all(Array.from({ length: count }, () => limit(ask)));
}

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

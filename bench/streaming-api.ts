import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { data, type Target } from "../test/support/graphql-client.js";
import { startOpenAiUpstream } from "../test/support/openai-upstream.js";
import { startProcess, temporaryFolder } from "../test/support/process.js";
import { buildWorkspace, type ChatEvent, eventFields } from "../test/support/world.js";

const readers = 64;
const cutShare = 50 / 64;

/**
 * 64 answers of 200 tokens at once over graphql-ws, each on a socket of its own; 50 of the sockets are cut at random
 * moments and the readers resume. Every reassembled text must equal the stored one, with one terminal event each.
 *
 *   npm run bench -- streaming [upstream base URL]
 */
export async function run([given]: readonly string[]): Promise<void> {
  const upstream = given === undefined ? await startOpenAiUpstream({ tokens: 200, delayMilliseconds: 5 }) : null;
  const folder = await temporaryFolder();
  const server = await startProcess({
    DATA_DIR: folder.path,
    LLM_PROVIDER: "openai-compatible",
    LLM_MODEL: "mock-model",
    LLM_BASE_URL: given ?? upstream?.baseUrl ?? "",
    LLM_API_KEY: "none",
  });
  const { id: workspaceId } = await buildWorkspace(server);
  const begin = performance.now();
  const outcomes = await Promise.all(
    Array.from({ length: readers }, (_, index) => readOne(server, workspaceId, index)),
  );
  const seconds = (performance.now() - begin) / 1_000;
  const equal = outcomes.filter((outcome) => outcome.equal).length;
  const single = outcomes.filter((outcome) => outcome.terminals === 1).length;
  const cuts = outcomes.reduce((sum, outcome) => sum + outcome.cuts, 0);
  const deltas = outcomes.reduce((sum, outcome) => sum + outcome.deltas, 0);
  const characters = outcomes.reduce((sum, outcome) => sum + outcome.length, 0);
  process.stdout.write(
    `${readers} answers in ${seconds.toFixed(2)} s; ${cuts} cuts; ${equal} texts equal the stored one; ${single} with exactly one terminal event; ${deltas} deltas, ${characters} characters\n`,
  );
  await server.stop();
  await folder.remove();
  await upstream?.close();
  if (equal !== readers || single !== readers) process.exitCode = 1;
}

interface Outcome {
  readonly equal: boolean;
  readonly terminals: number;
  readonly cuts: number;
  readonly deltas: number;
  readonly length: number;
}

async function readOne(server: Target, workspaceId: string, index: number): Promise<Outcome> {
  let text = "";
  let chatId: string | undefined;
  let terminals = 0;
  let deltas = 0;
  let cuts = 0;
  const cutAt = index < readers * cutShare ? Math.random() * 1_000 : null;
  while (terminals === 0) {
    let socket: WebSocket | undefined;
    const client = createClient({
      url: `${server.url.replace("http", "ws")}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string) {
          super(address, protocols);
          socket = this;
        }
      },
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${server.apiKey}` },
    });
    const timer = cuts === 0 && cutAt !== null ? setTimeout(() => socket?.terminate(), cutAt) : undefined;
    const query =
      chatId === undefined
        ? `subscription ($input: SendAndStreamChatInput!) { sendAndStreamChat(input: $input) { ${eventFields} } }`
        : `subscription ($chatId: ID!, $after: Int!) { chatStream(chatId: $chatId, after: $after) { ${eventFields} } }`;
    const variables =
      chatId === undefined
        ? { input: { workspaceId, message: `Question ${index}`, idempotencyKey: `bench-${index}` } }
        : { chatId, after: text.length };
    if (chatId === undefined) text = "";
    try {
      for await (const result of client.iterate<Record<string, ChatEvent>>({ query, variables })) {
        const [event] = Object.values(result.data ?? {});
        if (event?.__typename === "ChatStarted") chatId = event.chatId;
        else if (event?.__typename === "ChatDelta") {
          deltas += 1;
          text = text.slice(0, event.offset) + (event.text ?? "");
        } else if (event?.__typename === "ChatFinished") {
          terminals += 1;
          text = text.slice(0, event.textLength);
        }
      }
    } catch {
      cuts += 1;
    }
    clearTimeout(timer);
    await client.dispose();
  }
  const { chat } = await data<{ chat: { response: string } }>(
    server,
    "query ($id: ID!) { chat(id: $id) { response } }",
    { id: chatId },
  );
  return { equal: chat.response === text && text.length > 0, terminals, cuts, deltas, length: text.length };
}

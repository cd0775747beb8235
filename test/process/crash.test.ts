import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { collect, data, socketClient } from "../support/graphql-client.js";
import { startOpenAiUpstream } from "../support/openai-upstream.js";
import { startProcess, temporaryFolder } from "../support/process.js";
import { serverDatabase } from "../support/server-database.js";
import { buildWorkspace, type ChatEvent, eventFields, waitUntilRead } from "../support/world.js";

describe("a server that is killed without warning", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: Awaited<ReturnType<typeof serverDatabase>>;

  beforeEach(async () => {
    folder = await temporaryFolder();
    database = await serverDatabase();
  });
  afterEach(async () => {
    await database.drop();
    await folder.remove();
  });

  test("in the middle of reading documents loses none that it acknowledged, and reads them all", async () => {
    const environment = { DATA_DIR: folder.path, ...database.environment };
    const text = Array.from(
      { length: 400 },
      (_, line) => `Line ${line} tells of the ${line % 7}th wonder and of nothing else.`,
    ).join("\n\n");
    const before = await startProcess(environment);
    const acknowledged: string[] = [];
    const sending = (async () => {
      for (let count = 0; count < 40; count += 1) {
        const { createTextDocument } = await data<{ createTextDocument: { document: { id: string } } }>(
          before,
          "mutation ($input: CreateTextDocumentInput!) { createTextDocument(input: $input) { document { id } } }",
          { input: { title: `Wonder ${count}`, text: `${text}\n\nNumber ${count}.` } },
        );
        acknowledged.push(createTextDocument.document.id);
        if (acknowledged.length === 25) void before.kill();
      }
    })().catch(() => undefined);
    await sending;
    await before.kill();
    expect(acknowledged.length).toBeGreaterThanOrEqual(25);

    const after = await startProcess(environment);
    try {
      const outcomes = await Promise.all(acknowledged.map((id) => waitUntilRead(after, id)));
      const chunks = new Set(outcomes.map((outcome) => outcome?.chunks));
      expect(outcomes.every((outcome) => outcome?.status === "READY")).toBe(true);
      expect(chunks.size).toBe(1);
    } finally {
      await after.stop();
    }
  }, 180_000);

  test("in the middle of an answer keeps what was stored, and ends the answer as interrupted", async () => {
    const upstream = await startOpenAiUpstream({ tokens: 2_000, delayMilliseconds: 5 });
    const environment = {
      DATA_DIR: folder.path,
      LLM_PROVIDER: "openai-compatible",
      LLM_MODEL: "mock-model",
      LLM_BASE_URL: upstream.baseUrl,
      LLM_API_KEY: "none",
      ...database.environment,
    };
    const before = await startProcess(environment);
    const { id: workspaceId } = await buildWorkspace(before);
    const client = socketClient(before);
    let held = "";
    let chatId: string | undefined;
    const stream = client.iterate<Record<string, ChatEvent>>({
      query: `subscription ($input: SendAndStreamChatInput!) { sendAndStreamChat(input: $input) { ${eventFields} } }`,
      variables: { input: { workspaceId, message: "Count for ever.", idempotencyKey: "crash" } },
    });
    try {
      for await (const result of stream) {
        const [event] = Object.values(result.data ?? {});
        chatId ??= event?.chatId;
        held += event?.text ?? "";
        if (held.length > 1_500) void before.kill();
      }
    } catch {
      // The socket breaks with the server.
    }
    expect(held.length).toBeGreaterThan(1_500);

    const after = await startProcess(environment);
    const reader = socketClient(after);
    try {
      const events = await collect<ChatEvent>(
        reader,
        `subscription ($id: ID!, $after: Int!) { chatStream(chatId: $id, after: $after) { ${eventFields} } }`,
        {
          id: chatId,
          after: held.length,
        },
      );
      const finished = events.at(-1);
      expect(finished).toMatchObject({ __typename: "ChatFinished", status: "INTERRUPTED" });
      const { chat } = await data<{ chat: { status: string; response: string } }>(
        after,
        "query ($id: ID!) { chat(id: $id) { status response } }",
        { id: chatId },
      );
      expect(chat.status).toBe("INTERRUPTED");
      expect(chat.response.length).toBe(finished?.textLength);
      expect(chat.response.length).toBeGreaterThan(0);
      expect(held.startsWith(chat.response) || chat.response.startsWith(held)).toBe(true);
      const again = await data<{ sendChat: { chat: { id: string } } }>(
        after,
        "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }",
        {
          input: { workspaceId, message: "Count for ever.", idempotencyKey: "crash" },
        },
      );
      expect(again.sendChat.chat.id).toBe(chatId);
    } finally {
      await reader.dispose();
      await after.stop();
      await upstream.close();
    }
  }, 180_000);
});

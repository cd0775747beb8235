import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { pdf, wordEntries, zip } from "../support/documents.js";
import { startModelServer } from "../support/model-server.js";
import type { OpenAiUpstream } from "../support/openai-upstream.js";
import { codeOf, fieldOf } from "../support/people.js";
import type { TestServer } from "../support/server.js";
import { ask, buildDocument, buildWorkspace } from "../support/world.js";

let upstream: OpenAiUpstream;
let server: TestServer;
beforeAll(async () => {
  ({ server, upstream } = await startModelServer());
});
afterAll(() => server.stop());

const dataUrl = (bytes: Uint8Array | string, type = "application/octet-stream") =>
  `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
const word = zip(wordEntries("<w:p><w:r><w:t>The Hollin glacier retreated forty metres.</w:t></w:r></w:p>"));
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const sent = () => JSON.stringify(upstream.requests.at(-1)?.body.messages ?? []);

interface StoredChat {
  readonly attachments: readonly { readonly name: string; readonly mime: string; readonly contentString: string }[];
  readonly citations: readonly Readonly<Record<string, unknown>>[];
}
async function stored(chatId: string | undefined): Promise<StoredChat> {
  const query =
    "query ($id: ID!) { chat(id: $id) { attachments { name mime contentString } citations { number title text foundBy truncated } } }";
  return (await data<{ chat: StoredChat }>(server, query, { id: chatId })).chat;
}

describe("a document that comes with a question", () => {
  test.each([
    ["report.docx", "application/anythingllm-document", dataUrl(word), "retreated forty metres"],
    ["report.pdf", "application/pdf", dataUrl(pdf([[{ text: "Mount Tavara erupted.", x: 72, y: 700 }]])), "Tavara"],
    ["notes.md", "text/markdown", dataUrl("# Tides\n\nThe spring tide came at noon.", "text/markdown"), "spring tide"],
    ["raw.txt", "application/anythingllm-document", Buffer.from("Base64 alone.").toString("base64"), "Base64 alone."],
  ])("%s is read, given to the model, cited, and not kept", async (name, mime, contentString, said) => {
    const { id } = await buildWorkspace(server, { chatMode: "QUERY" });
    const { finished, started } = await ask(server, {
      workspaceId: id,
      message: "What does it say?",
      attachments: [{ name, mime, contentString }],
    });
    expect(finished).toMatchObject({ status: "COMPLETED", refused: false });
    expect(sent()).toContain(said);
    const chat = await stored(started?.chatId);
    expect(chat.attachments).toEqual([{ name, mime, contentString: "" }]);
    expect(chat.citations).toMatchObject([{ number: 1, title: name, foundBy: "ATTACHED", truncated: false }]);
    // It belongs to its question alone.
    await ask(server, { workspaceId: id, message: "And now?", mode: "CHAT" });
    expect(sent()).not.toContain(`document=\\"${name}`);
  });

  test("stands before what the library has, and is cut to what the model reads", async () => {
    const workspace = await buildWorkspace(server);
    await buildDocument(server, "The lamp of the lighthouse was lit in 1874.", { workspaceIds: [workspace.id] });
    const { started } = await ask(server, {
      workspaceId: workspace.id,
      message: "When was the lamp of the lighthouse lit?",
      attachments: [{ name: "log.txt", mime: "text/plain", contentString: dataUrl("Ships passed. ".repeat(9_000)) }],
    });
    expect((await stored(started?.chatId)).citations).toMatchObject([
      { title: "log.txt", truncated: true },
      { text: expect.stringContaining("1874"), truncated: false },
    ]);
    expect(sent()).toContain('truncated=\\"true\\"');
  });

  test("that cannot be read is refused by its place, before anything is asked", async () => {
    const { id: workspaceId } = await buildWorkspace(server);
    const asked = upstream.requests.length;
    const good = { name: "a.txt", mime: "text/plain", contentString: dataUrl("Fine.") };
    const cases = [
      [{ name: "b.pdf", mime: "application/pdf", contentString: dataUrl("%PDF-1.7 and nothing else") }, "DOCUMENT_"],
      [{ name: "empty.txt", mime: "text/plain", contentString: "data:text/plain;base64," }, "BAD_USER_INPUT"],
      [{ name: "c.txt", mime: "text/plain", contentString: "https://example.com/c.txt" }, "BAD_USER_INPUT"],
      [{ name: "d.svg", mime: "image/svg+xml", contentString: dataUrl("<svg/>", "image/svg+xml") }, "DOCUMENT_"],
    ] as const;
    for (const [bad, code] of cases) {
      const refused = await request(
        server,
        "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }",
        { input: { workspaceId, message: "What?", attachments: [good, bad] } },
      );
      expect([String(codeOf(refused)), String(fieldOf(refused))]).toEqual([
        expect.stringContaining(code),
        expect.stringMatching(/attachments\.1/),
      ]);
    }
    expect(upstream.requests).toHaveLength(asked);
  });
});

test("an image is shown to the model, kept with the chat, and cited nowhere", async () => {
  const { id: workspaceId } = await buildWorkspace(server);
  const image = { name: "pixel.png", mime: "image/png", contentString: `data:image/png;base64,${pixel}` };
  for (const contentString of [image.contentString, pixel]) {
    const { started } = await ask(server, {
      workspaceId,
      message: "What is it?",
      attachments: [{ ...image, contentString }],
    });
    expect(upstream.requests.at(-1)?.body.messages?.at(-1)?.content).toEqual([
      { type: "text", text: "What is it?" },
      { type: "image_url", image_url: { url: image.contentString } },
    ]);
    expect(await stored(started?.chatId)).toEqual({ attachments: [image], citations: [] });
  }
});

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data, upload } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { silence, startTranscriptionUpstream, type TranscriptionUpstream } from "../support/transcription-upstream.js";
import { buildWorkspace, waitUntilRead } from "../support/world.js";

let upstream: TranscriptionUpstream;
let server: TestServer;
let deaf: TestServer;

beforeAll(async () => {
  upstream = await startTranscriptionUpstream();
  server = await startTestServer({
    TRANSCRIPTION_PROVIDER: "openai-compatible",
    TRANSCRIPTION_MODEL: "whisper-large",
    TRANSCRIPTION_BASE_URL: upstream.baseUrl,
  });
  deaf = await startTestServer();
});
afterAll(async () => {
  await server.stop();
  await deaf.stop();
  await upstream.close();
});

async function uploaded(target: TestServer, input: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await upload(target, { name: "meeting.wav", content: silence(1) }, input);
  const id = answer.data?.uploadDocument.document.id;
  if (id === undefined) throw new Error(JSON.stringify(answer.errors));
  return id;
}

test("a recording is found by what was said in it, with the time", async () => {
  upstream.answerWith({
    text: "The ferry leaves at nine.",
    segments: [{ start: 83, end: 85, text: " The ferry leaves at nine." }],
  });
  const workspace = await buildWorkspace(server);
  const id = await uploaded(server, { workspaceIds: [workspace.id] });
  expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
  const { node } = await data<{ node: object }>(
    server,
    "query ($id: ID!) { node(id: $id) { ... on Document { mimeType text } } }",
    { id },
  );
  expect(node).toEqual({ mimeType: "audio/wav", text: "[00:01:23] The ferry leaves at nine." });
  const { search } = await data<{ search: { hits: readonly { text: string }[] } }>(
    server,
    "query ($input: SearchInput!) { search(input: $input) { hits { text } } }",
    { input: { workspaceId: workspace.id, query: "When does the ferry leave?", similarityThreshold: 0 } },
  );
  expect(search.hits[0]?.text).toContain("ferry leaves at nine");
});

test("without a model the document fails, and says which setting is missing", async () => {
  expect(await waitUntilRead(deaf, await uploaded(deaf))).toMatchObject({
    status: "FAILED",
    failure: { code: "DOCUMENT_NEEDS_TRANSCRIPTION", message: expect.stringContaining("transcriptionProvider") },
  });
});

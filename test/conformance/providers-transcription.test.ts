import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { TranscriptionModel } from "../../src/providers/index.js";
import { inFolder, storeFile } from "../support/documents.js";
import { silence, startTranscriptionUpstream, type TranscriptionUpstream } from "../support/transcription-upstream.js";

let upstream: TranscriptionUpstream;

beforeAll(async () => {
  upstream = await startTranscriptionUpstream();
});
afterAll(() => upstream.close());
beforeEach(() => upstream.answerWith({ text: "Good morning." }));

const build = (settings: Partial<ConstructorParameters<typeof TranscriptionModel>[0]> = {}) =>
  new TranscriptionModel({
    TRANSCRIPTION_PROVIDER: "openai-compatible",
    TRANSCRIPTION_MODEL: "whisper-1",
    TRANSCRIPTION_BASE_URL: upstream.baseUrl,
    TRANSCRIPTION_API_KEY: "sk-the-configured-key",
    ...settings,
  });

async function transcribe(model = build(), signal = new AbortController().signal) {
  return inFolder(async (folder) =>
    model.transcribe({ path: await storeFile(folder, silence(2)), name: "recording.wav" }, signal),
  );
}

test("the recording is sent whole, with model, key and a name that tells its format", async () => {
  expect(await transcribe()).toEqual([{ start: null, end: null, text: "Good morning." }]);
  expect(upstream.requests.at(-1)).toEqual({
    path: "/v1/audio/transcriptions",
    authorization: "Bearer sk-the-configured-key",
    model: "whisper-1",
    responseFormat: "verbose_json",
    fileName: "recording.wav",
    bytes: silence(2).length,
  });
});

test("models that tell no times are not asked for them", async () => {
  await transcribe(build({ TRANSCRIPTION_MODEL: "gpt-4o-mini-transcribe" }));
  expect(upstream.requests.at(-1)?.responseFormat).toBe("json");
});

test("passages come with their times, and those without words are left out", async () => {
  const segments = [
    { id: 0, start: 0, end: 2.5, text: " Good morning." },
    { id: 1, start: 2.5, end: 4, text: "  " },
    { id: 2, start: 4, end: 6, text: " The meeting begins." },
  ];
  upstream.answerWith({ text: "Good morning. The meeting begins.", language: "english", duration: 6, segments });
  expect(await transcribe()).toEqual([
    { start: 0, end: 2.5, text: " Good morning." },
    { start: 4, end: 6, text: " The meeting begins." },
  ]);
  upstream.answerWith({ text: "" });
  expect(await transcribe()).toEqual([]);
});

test("a busy server is asked again, and a broken one fails with its status", async () => {
  upstream.answerWith(503, 429, { text: "At last." });
  const before = upstream.requests.length;
  expect(await transcribe()).toEqual([{ start: null, end: null, text: "At last." }]);
  expect(upstream.requests.length - before).toBe(3);
  upstream.answerWith(401);
  await expect(transcribe()).rejects.toMatchObject({
    code: "UPSTREAM_UNAUTHORIZED",
    message: expect.stringContaining("401"),
  });
  upstream.answerWith({ error: "none" });
  await expect(transcribe()).rejects.toMatchObject({ code: "UPSTREAM_ERROR" });
});

test("a recording that is too large for the server is told from a failure", async () => {
  upstream.answerWith(413);
  expect(await transcribe()).toBeNull();
});

test("what is given up ends with the reason", async () => {
  const gone = AbortSignal.abort(new Error("removed"));
  await expect(transcribe(build(), gone)).rejects.toThrow("removed");
});

test("nobody is asked where no provider is named", () => {
  expect(build().isConfigured).toBe(true);
  expect(build({ TRANSCRIPTION_PROVIDER: "none" }).isConfigured).toBe(false);
});

import { describe, expect, it } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { type FileToRead, readSpeech, type SpeechParts } from "../../src/ingestion/speech/read-speech.js";
import { soundFormatOf } from "../../src/ingestion/speech/sound-format.js";
import { transcriptText } from "../../src/ingestion/speech/transcript-text.js";
import type { SpokenPassage } from "../../src/providers/index.js";
import { inFolder, storeFile } from "../support/documents.js";
import { silence } from "../support/transcription-upstream.js";

const never = new AbortController().signal;
const bytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat([
    ...parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))),
    Buffer.alloc(512),
  ]);
const passage = (start: number | null, text: string): SpokenPassage => ({
  start,
  end: start === null ? null : start + 1,
  text,
});

describe("a recording", () => {
  it.each([
    ["mp3", "audio/mpeg", bytes([0xff, 0xfb, 0x90, 0x44])],
    ["wav", "audio/wav", silence(1)],
    ["m4a", "audio/mp4", bytes([0, 0, 0, 24], "ftypM4A ", [0, 0, 0, 0], "M4A mp42")],
    ["mp4", "video/mp4", bytes([0, 0, 0, 24], "ftypisom", [0, 0, 0, 0], "isomavc1")],
    [
      "ogg",
      "audio/ogg",
      bytes(
        "OggS",
        [0, 2],
        Array.from({ length: 22 }, () => 0),
        "OpusHead",
      ),
    ],
    ["flac", "audio/flac", bytes("fLaC", [0, 0, 0, 34])],
    ["webm", "video/webm", bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], "webm")],
  ])("is recognised by its content: %s", async (extension, mimeType, content) => {
    await inFolder(async (folder) => {
      expect(await soundFormatOf(await storeFile(folder, content))).toEqual({ extension, mimeType });
    });
  });

  it.each([
    ["a text", "ID3 tags are described here."],
    ["a text with a byte order mark", Buffer.from("\ufeffNot a sound, but a word.", "utf16le")],
    ["a picture", bytes("RIFF", [20, 0, 0, 0], "WEBPVP8 ")],
    ["nothing", ""],
  ])("is not %s", async (_, content) => {
    await inFolder(async (folder) => {
      expect(await soundFormatOf(await storeFile(folder, content))).toBeNull();
    });
  });
});

describe("a transcript", () => {
  it("has the time in front of every passage, and paragraphs by pauses and minutes", () => {
    const passages = [
      passage(0, " Good  morning."),
      passage(1.5, "Begin."),
      passage(5, "Later."),
      passage(83, "Late."),
    ];
    expect(transcriptText(passages)).toBe(
      "[00:00:00] Good morning.\n[00:00:01] Begin.\n\n[00:00:05] Later.\n\n[00:01:23] Late.",
    );
    const steady = Array.from({ length: 80 }, (_, at) => passage(3_600 + at, `Word ${at}.`));
    expect(transcriptText(steady).split("\n\n")).toHaveLength(2);
    expect(transcriptText(steady).split("\n")[0]).toBe("[01:00:00] Word 0.");
  });

  it("is plain where the server tells no times", () => {
    expect(transcriptText([passage(null, " All of it. ")])).toBe("All of it.");
  });
});

describe("reading a recording", () => {
  it("reads its transcript in place of it", async () => {
    await inWorld([passage(5, "The tide turns at six.")], async ({ recording, parts, read }) => {
      const facts = await readSpeech(recording, parts, never, async (file) => ({ ...(await read(file)), words: 6 }));
      expect(facts).toEqual({
        text: "[00:00:05] The tide turns at six.",
        words: 6,
        format: "wav",
        mimeType: "audio/wav",
      });
    });
  });

  it("passes other files on as they are", async () => {
    await inWorld(null, async ({ parts, folder }) => {
      const file = { path: await storeFile(folder, "A note."), name: "note.txt", mimeType: null };
      const facts = { format: "txt", mimeType: "text/plain" };
      expect(await readSpeech(file, parts, never, (given) => Promise.resolve({ ...facts, given }))).toEqual({
        ...facts,
        given: file,
      });
    });
  });

  it("fails clearly without a model, when it is too large, and when nothing is said", async () => {
    for (const [isConfigured, passages, code] of [
      [false, [], "DOCUMENT_NEEDS_TRANSCRIPTION"],
      [true, null, "DOCUMENT_TOO_LARGE"],
      [true, [], "DOCUMENT_EMPTY"],
    ] as const) {
      await inWorld(passages, async ({ recording, parts, read }) => {
        const reading = readSpeech(recording, { ...parts, model: { ...parts.model, isConfigured } }, never, read);
        await expect(reading).rejects.toMatchObject({ code });
      });
    }
  });
});

interface World {
  readonly folder: string;
  readonly recording: FileToRead;
  readonly parts: SpeechParts;
  read(file: FileToRead): Promise<{ text: string; format: string; mimeType: string }>;
}

async function inWorld(
  passages: readonly SpokenPassage[] | null,
  story: (world: World) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const recording = { path: await storeFile(folder, silence(1)), name: "call.wav", mimeType: null };
    const transcribe = (): Promise<SpokenPassage[] | null> => Promise.resolve(passages === null ? null : [...passages]);
    const parts = { model: { isConfigured: true, transcribe }, folder };
    const read = async (file: FileToRead) => ({
      text: await readFile(file.path, "utf8"),
      format: "txt",
      mimeType: "text/plain",
    });
    await story({ folder, recording, parts, read });
  });
}

import { openAsBlob } from "node:fs";
import type { Settings } from "../config/index.js";
import { ValidationError } from "../errors/index.js";
import { openAiClient } from "./openai-client.js";
import { withRetries } from "./retry.js";
import { statusOf, toUpstreamError, UpstreamError } from "./upstream-errors.js";

/** Something that was said, and when. */
export interface SpokenPassage {
  /** Seconds from the beginning of the recording; null when the server does not tell. */
  readonly start: number | null;
  readonly end: number | null;
  readonly text: string;
}

/** A stored recording. */
export interface Recording {
  readonly path: string;
  /** A name whose extension tells its format: servers go by that. */
  readonly name: string;
}

const attempts = 3;
const tooLarge = 413;

type TranscriptionSettings = Pick<
  Settings,
  "TRANSCRIPTION_PROVIDER" | "TRANSCRIPTION_MODEL" | "TRANSCRIPTION_BASE_URL" | "TRANSCRIPTION_API_KEY"
>;

/** The instance's model that writes down speech: OpenAI's, or any server's that speaks its audio transcriptions. */
export class TranscriptionModel {
  /** @param settings Looked at whenever something is transcribed. */
  constructor(private readonly settings: TranscriptionSettings) {}

  /** Whether there is one. */
  get isConfigured(): boolean {
    return this.settings.TRANSCRIPTION_PROVIDER !== "none";
  }

  /**
   * Writes a recording down, after a few attempts when the server is busy or broken.
   * @returns what was said, in order, empty when that is nothing; null when the recording is too large for the server.
   * @throws UpstreamError, UpstreamTimeoutError; the signal's reason when that fires.
   */
  async transcribe(recording: Recording, signal: AbortSignal): Promise<SpokenPassage[] | null> {
    try {
      return await withRetries(() => this.ask(recording, signal), attempts, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (statusOf(error) === tooLarge) return null;
      throw toUpstreamError(error);
    }
  }

  private async ask({ path, name }: Recording, signal: AbortSignal): Promise<SpokenPassage[]> {
    const { TRANSCRIPTION_MODEL: model, TRANSCRIPTION_BASE_URL, TRANSCRIPTION_API_KEY } = this.settings;
    if (model === undefined) throw new ValidationError("Transcription needs a model.");
    const client = await openAiClient(TRANSCRIPTION_BASE_URL, TRANSCRIPTION_API_KEY);
    // Its bytes stay on the disk until they are sent.
    const file = new File([await openAsBlob(path)], name);
    const answer: unknown = await client.audio.transcriptions.create(
      { file, model, response_format: responseFormat(model) },
      { signal },
    );
    return readAnswer(answer);
  }
}

/** Of OpenAI's own, the models of the Whisper family alone tell times; the others refuse to be asked for them. */
function responseFormat(model: string): "json" | "verbose_json" {
  return /^gpt-/i.test(model) ? "json" : "verbose_json";
}

function readAnswer(answer: unknown): SpokenPassage[] {
  if (typeof answer !== "object" || answer === null || !("text" in answer) || typeof answer.text !== "string") {
    throw new UpstreamError("UPSTREAM_ERROR", "The transcription server answered something that is no transcript.");
  }
  const segments: readonly unknown[] = "segments" in answer && Array.isArray(answer.segments) ? answer.segments : [];
  const timed = segments.flatMap((segment) => readSegment(segment) ?? []);
  const passages = timed.length > 0 ? timed : [{ start: null, end: null, text: answer.text }];
  return passages.filter(({ text }) => text.trim() !== "");
}

function readSegment(segment: unknown): SpokenPassage | null {
  if (typeof segment !== "object" || segment === null) return null;
  if (!("text" in segment) || typeof segment.text !== "string") return null;
  return { start: secondsIn(segment, "start"), end: secondsIn(segment, "end"), text: segment.text };
}

function secondsIn(segment: object, name: string): number | null {
  const value: unknown = Reflect.get(segment, name);
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}

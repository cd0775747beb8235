import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TranscriptionModel } from "../../providers/index.js";
import { DocumentError } from "../errors.js";
import { soundFormatOf } from "./sound-format.js";
import { transcriptText } from "./transcript-text.js";

/** What a parser is told of a file. */
export interface FileToRead {
  readonly path: string;
  readonly name: string;
  readonly mimeType?: string | null;
}

/** What reading recordings needs. */
export interface SpeechParts {
  readonly model: Pick<TranscriptionModel, "isConfigured" | "transcribe">;
  /** An empty place for the transcript while it is read. */
  readonly folder: string;
}

/**
 * Reads a file; when it is a recording, its transcript in place of it. That is made here and not in the parser process,
 * which reaches no network.
 * @param read Reads what it is given.
 * @throws DocumentError when a recording cannot be written down; UpstreamError, UpstreamTimeoutError when it cannot now;
 *   what `read` throws; the signal's reason.
 */
export async function readSpeech<Facts extends { readonly mimeType: string; readonly format: string }>(
  file: FileToRead,
  { model, folder }: SpeechParts,
  signal: AbortSignal,
  read: (file: FileToRead) => Promise<Facts>,
): Promise<Facts> {
  const sound = await soundFormatOf(file.path);
  if (sound === null) return read(file);
  const { mimeType, extension } = sound;
  if (!model.isConfigured) {
    throw new DocumentError(
      "DOCUMENT_NEEDS_TRANSCRIPTION",
      "The file is a recording, and this server has no model that writes down speech: the setting transcriptionProvider (TRANSCRIPTION_PROVIDER) names one.",
    );
  }
  const passages = await model.transcribe({ path: file.path, name: `recording.${extension}` }, signal);
  if (passages === null) {
    throw new DocumentError("DOCUMENT_TOO_LARGE", "The transcription server does not take recordings of this size.");
  }
  if (passages.length === 0) throw new DocumentError("DOCUMENT_EMPTY", "Nothing is said in the recording.");
  const path = join(folder, "transcript.txt");
  await writeFile(path, transcriptText(passages));
  const facts = await read({ path, name: "transcript.txt", mimeType: "text/plain" });
  return { ...facts, mimeType, format: extension };
}

import { open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";

/** A format of recordings. */
export interface SoundFormat {
  /** As documents of this format get it. */
  readonly mimeType: string;
  /** The extension by which transcription servers know the format. */
  readonly extension: string;
}

/** By what magic numbers prove: the formats that OpenAI's transcription takes. Films are recordings with pictures. */
const formats: Readonly<Record<string, SoundFormat>> = {
  "audio/mpeg": { mimeType: "audio/mpeg", extension: "mp3" },
  "audio/wav": { mimeType: "audio/wav", extension: "wav" },
  "audio/x-m4a": { mimeType: "audio/mp4", extension: "m4a" },
  "audio/mp4": { mimeType: "audio/mp4", extension: "m4a" },
  "video/mp4": { mimeType: "video/mp4", extension: "mp4" },
  "audio/ogg": { mimeType: "audio/ogg", extension: "ogg" },
  "audio/ogg; codecs=opus": { mimeType: "audio/ogg", extension: "ogg" },
  "audio/flac": { mimeType: "audio/flac", extension: "flac" },
  "video/webm": { mimeType: "video/webm", extension: "webm" },
  "video/mpeg": { mimeType: "video/mpeg", extension: "mpeg" },
  "video/MP1S": { mimeType: "video/mpeg", extension: "mpeg" },
  "video/MP2P": { mimeType: "video/mpeg", extension: "mpeg" },
};
const headBytes = 12;
/**
 * How those formats begin: ID3 and MPEG frames (never as the byte order marks of UTF-16), RIFF, Ogg, FLAC, EBML, packs
 * and sequences of MPEG; the type of an MP4 stands at the fifth byte.
 */
// oxlint-disable-next-line no-control-regex -- magic numbers are bytes of any kind
const beginnings = /^(?:ID3[\x02-\x04]|\xff[\xe2-\xfd]|RIFF|OggS|fLaC|\x1a\x45\xdf\xa3|\0\0\x01[\xb3\xba]|[^]{4}ftyp)/;

/** The format of a recording by its first bytes; null when the file is something else. */
export async function soundFormatOf(path: string): Promise<SoundFormat | null> {
  if (!beginnings.test(await readHead(path))) return null;
  const type = await fileTypeFromFile(path);
  return type === undefined ? null : (formats[type.mime] ?? null);
}

async function readHead(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } finally {
    await file.close();
  }
}

import type { ParserLimits } from "./protocol.js";

const mebibyte = 1_048_576;

/** Memory for the engine, for a format that is read piece by piece, and for small files of all formats; */
const memoryBytes = 480 * mebibyte;
/** and for each byte of a file that is in memory whole, while it is read and taken apart. */
const memoryPerByte = 4;
/** Of packed formats, more is in memory than the file has. */
const memoryPerPackedByte: Readonly<Record<string, number>> = { pptx: 20, odt: 20, odp: 20, epub: 20 };
/** Time for a small file, which is more than any needs that is not made to take long, */
const milliseconds = 25_000;
/** and for each mebibyte of the file; packed ones have twenty times as much in them. */
const millisecondsPerMebibyte = 60_000;

/** Formats that are read piece by piece, however long they are. */
const streamed: ReadonlySet<string> = new Set(["txt", "csv", "jsonl", "mbox", "docx", "xlsx", "zip", "tar", "gz"]);

/**
 * The limits of a job once its format and size are known: never more than what is configured, and less for a small
 * file, so that one which is made to cost much is stopped soon.
 */
export function limitsFor(format: string, sizeBytes: number, limits: ParserLimits): ParserLimits {
  const forSize = streamed.has(format) ? 0 : sizeBytes * (memoryPerPackedByte[format] ?? memoryPerByte);
  return {
    ...limits,
    milliseconds: Math.min(limits.milliseconds, milliseconds + (sizeBytes / mebibyte) * millisecondsPerMebibyte),
    memoryBytes: Math.min(limits.memoryBytes, memoryBytes + forSize),
  };
}

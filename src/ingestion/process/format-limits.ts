import type { ParserLimits } from "./protocol.js";

const mebibyte = 1_048_576;

/** Memory for the engine, for a format that is read piece by piece, and for small files of all formats; */
const memoryBytes = 480 * mebibyte;
/** and for each byte of a file that is in memory whole, while it is read and taken apart. */
const memoryPerByte = 4;
/** Of packed formats, more is in memory than the file has. */
const memoryPerPackedByte: Readonly<Record<string, number>> = { pptx: 20, odt: 20, odp: 20, epub: 20 };
/** Time for a small file, which is more than any needs that is not made to take long, */
const milliseconds = 22_000;
/** and for each mebibyte of the file: more than honest ones need on a busy machine, a workbook of forty among them. */
const millisecondsPerMebibyte = 3_000;
/** A mebibyte of PDF may be hundreds of pages. */
const millisecondsPerMebibyteOf: Readonly<Record<string, number>> = { pdf: 10_000 };

/** Formats that are read piece by piece, however long they are. */
const streamed: ReadonlySet<string> = new Set([
  "txt",
  "csv",
  "json",
  "rtf",
  "mbox",
  "docx",
  "xlsx",
  "zip",
  "tar",
  "gz",
]);
/**
 * Of these, those that are not packed: what is read of them is in the file, so that however long it takes, it is not
 * more than was sent. Their time counts from one batch of chunks to the next.
 */
const renewed: ReadonlySet<string> = new Set(["txt", "csv", "json", "rtf", "mbox"]);

/** Limits of a job whose format and size are known. */
export interface FormatLimits extends ParserLimits {
  /** Time from one batch to the next, in milliseconds; null for formats that have `milliseconds` for all of it. */
  readonly batchMilliseconds: number | null;
}

/**
 * The limits of a job once its format and size are known: never more than what is configured, and less for a small
 * file, so that one which is made to cost much is stopped soon.
 */
export function limitsFor(format: string, sizeBytes: number, limits: ParserLimits): FormatLimits {
  const forSize = streamed.has(format) ? 0 : sizeBytes * (memoryPerPackedByte[format] ?? memoryPerByte);
  const perMebibyte = millisecondsPerMebibyteOf[format] ?? millisecondsPerMebibyte;
  const isRenewed = renewed.has(format);
  const whole = isRenewed ? limits.milliseconds : milliseconds + (sizeBytes / mebibyte) * perMebibyte;
  return {
    ...limits,
    milliseconds: Math.min(limits.milliseconds, whole),
    batchMilliseconds: isRenewed ? milliseconds : null,
    memoryBytes: Math.min(limits.memoryBytes, memoryBytes + forSize),
  };
}

import type { ParserLimits } from "./protocol.js";

const mebibyte = 1_048_576;
const minute = 60_000;

/** What a process may use once the format is known; left out: what {@link ParserLimits} says. */
export type FormatLimits = Partial<Pick<ParserLimits, "milliseconds" | "memoryBytes">>;

/** Formats that are read piece by piece, however long they are. */
const streamed: FormatLimits = { memoryBytes: 512 * mebibyte };
/** Zipped XML: what they inflate to is limited too, see `ParseLimits`. */
const zipped: FormatLimits = { memoryBytes: 768 * mebibyte };
/** Containers, whose files are copied and not read. */
const container: FormatLimits = { memoryBytes: 512 * mebibyte };
/** Texts that no honest file needs minutes for. */
const marked: FormatLimits = { memoryBytes: 768 * mebibyte, milliseconds: 2 * minute };

/** Limits by the format of a parser; one that is not named may use what the configuration gives. */
const limitsByFormat: Readonly<Record<string, FormatLimits>> = {
  txt: streamed,
  csv: streamed,
  tsv: streamed,
  jsonl: streamed,
  mbox: streamed,
  docx: zipped,
  odt: zipped,
  odp: zipped,
  pptx: zipped,
  epub: zipped,
  zip: container,
  tar: container,
  md: marked,
  html: marked,
  rtf: marked,
  eml: marked,
};

/** The limits of a job once its format is known: the stricter of the configured and the format's own. */
export function limitsFor(format: string, limits: ParserLimits): ParserLimits {
  const { milliseconds = Infinity, memoryBytes = Infinity } = limitsByFormat[format] ?? {};
  return {
    ...limits,
    milliseconds: Math.min(limits.milliseconds, milliseconds),
    memoryBytes: Math.min(limits.memoryBytes, memoryBytes),
  };
}

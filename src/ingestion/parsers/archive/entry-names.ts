import { isUtf8 } from "node:buffer";
import { analyse } from "chardet";
import iconv from "iconv-lite";

/** Encodings of several bytes a letter in which archives are made, by the names of the detector. */
const wideEncodings: Readonly<Record<string, string>> = {
  Shift_JIS: "shift_jis",
  GB18030: "gb18030",
  Big5: "big5",
  "EUC-KR": "euc-kr",
  "EUC-JP": "euc-jp",
};
/** Of the bytes beyond ASCII, so many stand beside another one in texts of other scripts; in Latin ones hardly any. */
const leastNeighbours = 0.6;
/** Of them, so many are letters when the names are Russian, in the encoding of DOS. */
const leastLetters = 0.97;
const sampleBytes = 65_536;

/**
 * Finds out how the names of an archive are encoded that does not say so: by being UTF-8, by what the letters of
 * Russian, Japanese, Chinese and Korean look like, else the encoding of the first IBM PC, which is the rule for zip
 * (APPNOTE 6.3, appendix D).
 * @param names All of them, since one alone is too short.
 * @returns how to decode each.
 */
export function nameDecoder(names: readonly Uint8Array[]): (name: Uint8Array) => string {
  const sample = Buffer.concat(names.filter((name) => !isUtf8(name))).subarray(0, sampleBytes);
  const encoding = legacyEncoding(sample);
  return (name) => (isUtf8(name) ? Buffer.from(name).toString("utf8") : iconv.decode(name, encoding));
}

function legacyEncoding(sample: Uint8Array): string {
  let [high, neighbours, letters] = [0, 0, 0];
  for (const [at, byte] of sample.entries()) {
    if (byte < 0x80) continue;
    high += 1;
    if ((sample[at - 1] ?? 0) >= 0x80 || (sample[at + 1] ?? 0) >= 0x80) neighbours += 1;
    if (byte < 0xb0 || (byte >= 0xe0 && byte < 0xf2)) letters += 1;
  }
  if (neighbours < leastNeighbours * high) return "cp437";
  if (letters >= leastLetters * high) return "cp866";
  const wide = analyse(sample)
    .flatMap(({ name }) => wideEncodings[name] ?? [])
    .find((name) => !iconv.decode(sample, name).includes("\ufffd"));
  return wide ?? "cp437";
}

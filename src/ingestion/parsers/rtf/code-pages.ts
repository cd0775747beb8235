import iconv from "iconv-lite";

/** What text is in when a file says nothing, or names what nobody knows. */
export const defaultCodePage = "cp1252";

/** Code pages by the character sets of fonts (RTF 1.9.1, "Font Table"); 1 means that of the file. */
const byCharset: Readonly<Record<number, number>> = {
  0: 1252,
  2: 1252,
  77: 10000,
  128: 932,
  129: 949,
  130: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
};

/** Code pages that have names instead of numbers. */
const named: Readonly<Record<number, string>> = {
  708: "iso-8859-6",
  10000: "macroman",
  10006: "macgreek",
  10007: "maccyrillic",
  10029: "maccenteuro",
  10081: "macturkish",
  65001: "utf-8",
};

/** The encoding of a code page by its number, or null when it is not known. */
export function codePageEncoding(number: number): string | null {
  const name = named[number] ?? `cp${number}`;
  return iconv.encodingExists(name) ? name : null;
}

/** The encoding of a font by its character set, or null when that does not decide it. */
export function charsetEncoding(charset: number): string | null {
  const number = byCharset[charset];
  return number === undefined ? null : codePageEncoding(number);
}

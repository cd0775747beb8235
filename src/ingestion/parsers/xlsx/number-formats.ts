import { format, isDateFormat } from "numfmt";
import { readXml } from "../xml/xml-feed.js";

const general = "General";
/** Codes of the formats that files name by number only (ECMA-376 part 1, 18.8.30); dates without a fixed look are ISO. */
const builtIn: ReadonlyMap<number, string> = new Map([
  [1, "0"],
  [2, "0.00"],
  [3, "#,##0"],
  [4, "#,##0.00"],
  [9, "0%"],
  [10, "0.00%"],
  [11, "0.00E+00"],
  [12, "# ?/?"],
  [13, "# ??/??"],
  [15, "d-mmm-yy"],
  [16, "d-mmm"],
  [17, "mmm-yy"],
  [18, "h:mm AM/PM"],
  [19, "h:mm:ss AM/PM"],
  [20, "h:mm"],
  [21, "h:mm:ss"],
  [22, "yyyy-mm-dd h:mm"],
  [37, "#,##0;(#,##0)"],
  [38, "#,##0;(#,##0)"],
  [39, "#,##0.00;(#,##0.00)"],
  [40, "#,##0.00;(#,##0.00)"],
  [45, "mm:ss"],
  [46, "[h]:mm:ss"],
  [47, "mm:ss.0"],
  [48, "##0.0E+0"],
  ...[14, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id): [number, string] => [id, "yyyy-mm-dd"]),
  ...[32, 33, 34, 35, 55, 56].map((id): [number, string] => [id, "h:mm:ss"]),
]);
/** Days between the two epochs that workbooks count from: the ends of 1899 and of 1903. */
const epochDistance = 1_462;
/** Excel computes with 15 decimal digits. */
const significantDigits = 15;

/** Shows numbers as the workbook says: dates, shares, amounts. */
export class NumberFormats {
  /** Format codes by the index of a cell's style. */
  private readonly codes: string[] = [];
  private readonly dates = new Map<string, boolean>();

  /** @param countsFrom1904 whether the workbook's day 0 is the end of 1903. */
  constructor(
    styles: Buffer | null,
    private readonly countsFrom1904: boolean,
  ) {
    if (styles !== null) this.read(styles);
  }

  /** A number, as it is stored, by the style of its cell. What is no number, or has no such look, stays as it is. */
  display(stored: string, style: number): string {
    const number = Number(stored);
    if (stored.trim() === "" || !Number.isFinite(number)) return stored;
    const code = this.codes[style] ?? general;
    const plain = plainNumber(stored, number);
    if (code === general) return plain;
    const shown = this.format(code, number).trim();
    return shown === "" || shown.startsWith("###") ? plain : shown;
  }

  private format(code: string, number: number): string {
    let isDate = this.dates.get(code);
    if (isDate === undefined) this.dates.set(code, (isDate = isDateFormat(code)));
    const value = isDate && this.countsFrom1904 ? number + epochDistance : number;
    return format(code, value, { throws: false, nbsp: false });
  }

  private read(styles: Buffer): void {
    const own = new Map<number, string>();
    let inCellStyles = false;
    readXml(styles, {
      open: (name, { numFmtId, formatCode }) => {
        const id = Number(numFmtId);
        if (name === "numFmt" && formatCode !== undefined) own.set(id, formatCode);
        else if (name === "cellXfs") inCellStyles = true;
        else if (name === "xf" && inCellStyles) this.codes.push(own.get(id) ?? builtIn.get(id) ?? general);
      },
      text: () => undefined,
      close: (name) => {
        if (name === "cellXfs") inCellStyles = false;
      },
    });
  }
}

/** All the digits that count, never an exponent where a column is too narrow: identifiers are numbers too. */
function plainNumber(stored: string, number: number): string {
  if (/^-?\d+$/.test(stored)) return stored;
  return String(Number(number.toPrecision(significantDigits)));
}

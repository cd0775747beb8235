/** Sheets have so many columns, and so many rows. */
export const mostColumns = 16_384;
const mostRows = 1_048_576;

/** A place in a sheet, counted from 0. */
export interface CellPlace {
  readonly column: number;
  readonly row: number;
}

/** The place that a reference such as `AB12` names; null when no sheet has it. */
export function cellPlace(reference: string): CellPlace | null {
  let at = 0;
  let column = 0;
  for (; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  const row = Number(reference.slice(at));
  const isPlace = at > 0 && at <= 3 && column <= mostColumns && Number.isInteger(row) && row >= 1 && row <= mostRows;
  return isPlace ? { column: column - 1, row: row - 1 } : null;
}

import pg, { type CustomTypesConfig } from "pg";

const int8 = 20;

/**
 * How values of the database become JavaScript values, on our pool only: as `pg` does it, except that `bigint` (and so
 * `count(*)`) becomes a number instead of a string. That is exact up to 2^53; ids are 32 bits wide, and nothing that
 * Docent counts comes near.
 */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: parserOf as CustomTypesConfig["getTypeParser"],
};

/** The driver's own parsers, with a type that says what may be known of their results: nothing. */
const parsers: { getTypeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown } = pg.types;

function parserOf(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (oid === int8 && format !== "binary") return Number;
  return parsers.getTypeParser(oid, format);
}

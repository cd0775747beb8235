import pgvector from "pgvector";

/** Writes a vector as pgvector reads it, for a parameter that is cast: `$1::vector`. */
export function toVectorLiteral(vector: ArrayLike<number>): string {
  return pgvector.toSql(Array.from(vector)) as string;
}

/** Reads pgvector's text form, `[1,2.5,3]`. Its components have single precision, so nothing is lost. */
export function parseVector(text: string): Float32Array {
  return text === "[]" ? new Float32Array(0) : Float32Array.from(pgvector.fromSql(text) as number[]);
}

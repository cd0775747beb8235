import { endianness } from "node:os";
import pgvector from "pgvector";

/** Writes a vector as pgvector reads it, for a parameter that is cast: `$1::vector`. */
export function toVectorLiteral(vector: ArrayLike<number>): string {
  return pgvector.toSql(Array.from(vector)) as string;
}

const isLittleEndian = endianness() === "LE";
const arrayHeaderBytes = 20;
const vectorHeaderBytes = 4;

/**
 * Writes many vectors as Postgres and pgvector send them, for a parameter that is cast: `$1::vector[]`. Reading numbers
 * from text takes the database ten times as long.
 * @param elementType The number of the type `vector` in this database: `'vector'::regtype::oid`.
 */
export function toVectorArray(vectors: readonly ArrayLike<number>[], elementType: number): Buffer {
  const bytes = vectors.reduce((total, { length }) => total + 4 + vectorHeaderBytes + 4 * length, arrayHeaderBytes);
  const buffer = Buffer.alloc(bytes);
  // One dimension, no nulls, indices from 1.
  for (const [index, value] of [1, 0, elementType, vectors.length, 1].entries()) buffer.writeInt32BE(value, 4 * index);
  let at = arrayHeaderBytes;
  for (const vector of vectors) {
    const { length } = vector;
    buffer.writeInt32BE(vectorHeaderBytes + 4 * length, at);
    buffer.writeInt16BE(length, at + 4);
    at += 4 + vectorHeaderBytes;
    Buffer.from(Float32Array.from(vector).buffer).copy(buffer, at);
    // Numbers travel with their highest byte first.
    if (isLittleEndian) buffer.subarray(at, at + 4 * length).swap32();
    at += 4 * length;
  }
  return buffer;
}

/** Reads pgvector's text form, `[1,2.5,3]`. Its components have single precision, so nothing is lost. */
export function parseVector(text: string): Float32Array {
  return text === "[]" ? new Float32Array(0) : Float32Array.from(pgvector.fromSql(text) as number[]);
}

/** Greatest length of a chunk, in terms, that a posting tells apart; longer ones count as this long. */
const greatestLength = 2 ** 14 - 1;
/** Greatest frequency of a term in a chunk that a posting tells apart. */
const greatestFrequency = 2 ** 10 - 1;
/** Chunks to a segment, as a power of two: some 100,000 entries, a few megabytes while they are gathered. */
const segmentBits = 10;

/**
 * A term's occurrence in a chunk as one number: position (29 bits), length of the chunk in terms (14 bits), frequency
 * (10 bits), which JavaScript holds exactly. The length stands in every entry, so that scoring reads no other table.
 */
export function packEntry(position: number, length: number, frequency: number): number {
  return position * 2 ** 24 + Math.min(length, greatestLength) * 2 ** 10 + Math.min(frequency, greatestFrequency);
}

/** The segment of a document's postings that a position belongs to. */
export function segmentOf(position: number): number {
  return position >> segmentBits;
}

/** The positions of a segment, both included. */
export function positionsOf(segment: number): { readonly first: number; readonly last: number } {
  return { first: segment << segmentBits, last: ((segment + 1) << segmentBits) - 1 };
}

/** SQL expressions that unpack `entry`, of type bigint, and tell the segment of `position`, of type int. */
export const unpacked = {
  position: "(entry >> 24)::int",
  length: `((entry >> 10) & ${greatestLength})::float8`,
  frequency: `(entry & ${greatestFrequency})::float8`,
  segmentOf: (position: string): string => `(${position} >> ${segmentBits})`,
};

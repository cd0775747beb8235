import { packEntry } from "./posting-entry.js";
import type { Enrichment } from "./enrich.js";

/** One row of the posting table, without its document. */
export interface PostingRow {
  readonly term: number;
  readonly entries: readonly number[];
}

/**
 * Postings of consecutive chunks, gathered until they are worth a segment: a term that stands in many chunks then takes
 * one row, not one for each batch, and no row is ever written again.
 */
export class PostingBuffer {
  private readonly postings = new Map<number, number[]>();

  add(position: number, { terms, frequencies, termCount }: Enrichment): void {
    for (let index = 0; index < terms.length; index++) {
      const term = terms[index]!;
      const entry = packEntry(position, termCount, frequencies[index]!);
      const entries = this.postings.get(term);
      if (entries === undefined) this.postings.set(term, [entry]);
      else entries.push(entry);
    }
  }

  /** All rows, at most `size` at a time; the buffer is empty afterwards. */
  *drain(size: number): Generator<PostingRow[]> {
    let rows: PostingRow[] = [];
    for (const [term, entries] of this.postings) {
      rows.push({ term, entries });
      if (rows.length === size) {
        yield rows;
        rows = [];
      }
    }
    if (rows.length > 0) yield rows;
    this.postings.clear();
  }
}

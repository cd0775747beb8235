/** A vocabulary as js-tiktoken ships it. */
export interface Vocabulary {
  /** What a text is split by before its bytes are merged: a regular expression. */
  readonly pat_str: string;
  /** Lines of `! <rank of the first> <token> <token> ...`, the tokens in base64. */
  readonly bpe_ranks: string;
}

/** Longer pieces are cut: the time of merging grows with the square of a piece. In UTF-16 code units. */
const longestPiece = 128;

/**
 * Counts tokens by byte pair encoding (Sennrich et al. 2016, as tiktoken does it): the text is split by the vocabulary's
 * expression; in each piece the two neighbours whose union has the lowest rank are joined, until no union is in the
 * vocabulary. It only counts, and stops early, which a large prompt needs: js-tiktoken's encoder has each merge look at
 * all pairs anew. Special tokens count as the text that they are. Runs without a break are cut at 128 characters, which
 * may cost a token each.
 */
export class BytePairCounter {
  private readonly ranks = new Map<string, number>();
  private readonly pieces: RegExp;

  constructor({ pat_str: pattern, bpe_ranks: lines }: Vocabulary) {
    this.pieces = new RegExp(pattern, "ug");
    for (const line of lines.split("\n")) {
      const [, first, ...tokens] = line.split(" ");
      const rank = Number(first);
      tokens.forEach((token, index) => this.ranks.set(Buffer.from(token, "base64").toString("latin1"), rank + index));
    }
  }

  /** How many tokens a text has; more than `atMost`, and no more exact than that, once there are more. */
  count(text: string, atMost = Infinity): number {
    let tokens = 0;
    for (const [piece] of text.matchAll(this.pieces)) {
      for (let start = 0; start < piece.length; start += longestPiece) {
        tokens += this.countPiece(piece.slice(start, start + longestPiece));
      }
      if (tokens > atMost) break;
    }
    return tokens;
  }

  private countPiece(piece: string): number {
    // One character for each byte, so that parts of it are substrings.
    const bytes = Buffer.from(piece, "utf8").toString("latin1");
    if (bytes.length === 1 || this.ranks.has(bytes)) return 1;
    const starts = Array.from({ length: bytes.length + 1 }, (_, index) => index);
    const unions = Array.from({ length: bytes.length - 1 }, (_, index) => this.rankOf(bytes, starts, index));
    for (let next = lowest(unions); next !== -1; next = lowest(unions)) {
      starts.splice(next + 1, 1);
      unions.splice(next, 1);
      if (next < unions.length) unions[next] = this.rankOf(bytes, starts, next);
      if (next > 0) unions[next - 1] = this.rankOf(bytes, starts, next - 1);
    }
    return starts.length - 1;
  }

  /** The rank of the union of a part and the one after it; Infinity when the vocabulary has none. */
  private rankOf(bytes: string, starts: readonly number[], index: number): number {
    return this.ranks.get(bytes.slice(starts[index], starts[index + 2])) ?? Infinity;
  }
}

/** Where the lowest of some ranks stands first; -1 when all are infinite. */
function lowest(ranks: readonly number[]): number {
  let found = -1;
  let least = Infinity;
  for (let index = 0; index < ranks.length; index++) {
    const rank = ranks[index] ?? Infinity;
    if (rank < least) {
      least = rank;
      found = index;
    }
  }
  return found;
}

import type { Block, BlockKind } from "../parsers/parser.js";
import type { Chunk } from "./chunk.js";
import type { SplitOptions } from "./options.js";

/** An atom at its place in the full text. */
export interface PlacedAtom {
  readonly start: number;
  readonly end: number;
  readonly tokens: number;
  readonly kind: BlockKind;
  readonly page: number | null;
  readonly headingPath: readonly string[];
  /** What a chunk that begins with this atom repeats above it. */
  readonly header: string;
}

/** A chunk with less than this share of the target goes on over a heading, */
const smallestSection = 0.3;
/** and one with more than this share ends where a block does that the next block does not fit behind. */
const goodFill = 0.6;
/** A single sentence may exceed the overlap by this factor. */
const overlapTolerance = 1.5;

/** Packs atoms into chunks. Holds the full text from the start of the chunk that is being made. */
export class ChunkBuilder {
  private buffer = "";
  private bufferStart = 0;
  private atoms: PlacedAtom[] = [];
  /** How many of the atoms are repeated from the chunk before. */
  private repeated = 0;
  private tokens = 0;
  private position = 0;

  constructor(private readonly options: SplitOptions) {}

  /** Takes the next stretch of the full text; atoms refer to what was taken. */
  append(text: string): void {
    const kept = this.atoms[0]?.start ?? this.bufferStart + this.buffer.length;
    this.buffer = this.buffer.slice(kept - this.bufferStart) + text;
    this.bufferStart = kept;
  }

  /** A heading follows: the section ends, unless it is too small to stand alone. */
  *endSection(): Generator<Chunk, void, void> {
    // What was repeated belongs to the section that ended.
    while (this.atoms.length === this.repeated && this.repeated > 0) this.dropFirst();
    if (this.isOnlyHeadings() || this.tokens < smallestSection * this.options.targetTokens) return;
    yield* this.close(false);
  }

  /** A block follows: a chunk that is nearly full ends here rather than inside of it. */
  *beginBlock(block: Block, tokens: number | null): Generator<Chunk, void, void> {
    const { targetTokens, countTokens } = this.options;
    if (this.tokens < goodFill * targetTokens || this.isOnlyHeadings()) return;
    const size = tokens ?? countTokens(block.text.slice(0, targetTokens * 8));
    if (this.tokens + size > targetTokens) yield* this.close(true);
  }

  /** Adds an atom, after ending the chunk that it does not fit into. */
  *add(atom: PlacedAtom): Generator<Chunk, void, void> {
    const { targetTokens, maximumTokens } = this.options;
    const limit = this.isOnlyHeadings() ? maximumTokens : targetTokens;
    if (this.atoms.length > 0 && this.tokens + atom.tokens > limit) yield* this.close(true);
    while (this.repeated > 0 && this.tokens + atom.tokens > maximumTokens) this.dropFirst();
    // Headings that waited for their text are let go when it fills a chunk alone.
    if (this.atoms.length > 0 && this.tokens + atom.tokens > maximumTokens) yield* this.emit(this.atoms.length);
    this.atoms.push(atom);
    if (this.atoms.length === 1) this.recount();
    else this.tokens += atom.tokens;
  }

  /** The document ends. */
  *end(): Generator<Chunk, void, void> {
    while (this.atoms.length > this.repeated) yield* this.emit(this.atoms.length);
  }

  /** Ends the chunk: headings at its end wait for their text, and its last sentences are repeated when it was cut. */
  private *close(isCut: boolean): Generator<Chunk, void, void> {
    let end = this.atoms.length;
    while (end > 0 && this.atoms[end - 1]?.kind === "heading") end -= 1;
    if (end <= this.repeated) return;
    const waits = this.atoms.length - end;
    const taken = this.atoms.slice(0, end);
    yield* this.emit(end);
    if (isCut && waits === 0 && this.atoms.length === 0) this.repeat(taken);
  }

  /** Makes a chunk of the first atoms, fewer when the exact count says so; the others stay. */
  private *emit(count: number): Generator<Chunk, void, void> {
    for (let end = count; end > this.repeated; end -= 1) {
      const chunk = this.chunkOf(this.atoms.slice(0, end), this.repeated);
      if (chunk.tokenCount > this.options.maximumTokens && end > this.repeated + 1) continue;
      this.atoms = this.atoms.slice(end);
      this.repeated = 0;
      this.position += 1;
      this.recount();
      yield chunk;
      return;
    }
  }

  private chunkOf(atoms: readonly PlacedAtom[], repeated: number): Chunk {
    const [first, last] = [atoms[0], atoms.at(-1)];
    if (first === undefined || last === undefined) throw new RangeError("A chunk has at least one atom.");
    const body = this.buffer.slice(first.start - this.bufferStart, last.end - this.bufferStart);
    const { countTokens, maximumTokens } = this.options;
    const whole = first.header + body;
    const withHeader = countTokens(whole);
    const fits = first.header === "" || withHeader <= maximumTokens;
    return {
      position: this.position,
      text: fits ? whole : body,
      repeatedHeader: fits ? first.header : "",
      characterStart: first.start,
      characterEnd: last.end,
      page: first.page,
      pageEnd: last.page,
      headingPath: commonPath(atoms.slice(repeated).map(({ headingPath }) => headingPath)),
      tokenCount: fits ? withHeader : countTokens(body),
    };
  }

  private repeat(taken: readonly PlacedAtom[]): void {
    const { overlapTokens } = this.options;
    let tokens = 0;
    let start = taken.length;
    // The whole chunk is never repeated.
    for (let at = taken.length - 1; at > 0; at -= 1) {
      const atom = taken[at];
      if (atom === undefined || (atom.kind !== "paragraph" && atom.kind !== "list")) break;
      const limit = start === taken.length ? overlapTolerance * overlapTokens : overlapTokens;
      if (tokens + atom.tokens > limit) break;
      tokens += atom.tokens;
      start = at;
    }
    const again = taken.slice(start);
    this.atoms = [...again];
    this.repeated = again.length;
    this.recount();
  }

  private dropFirst(): void {
    this.atoms.shift();
    this.repeated -= 1;
    this.recount();
  }

  private recount(): void {
    const header = this.atoms[0]?.header ?? "";
    const prefix = header === "" ? 0 : this.options.countTokens(header);
    this.tokens = this.atoms.reduce((total, { tokens }) => total + tokens, prefix);
  }

  private isOnlyHeadings(): boolean {
    return this.atoms.every(({ kind }) => kind === "heading");
  }
}

/** The headings that all of the paths begin with. */
function commonPath(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = paths;
  const length = first.findIndex((heading, at) => others.some((path) => path[at] !== heading));
  return length < 0 ? first : first.slice(0, length);
}

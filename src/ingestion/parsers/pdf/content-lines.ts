import type { TextItem } from "pdfjs-dist/types/src/display/api.js";

/** A stretch of text on a line, in the line's own direction: `start` and `end` are distances along it, in points. */
export interface Segment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Text on one baseline that was drawn in one go. Wide gaps separate its segments. */
export interface ContentLine {
  readonly segments: readonly Segment[];
  readonly start: number;
  readonly end: number;
  /** Distance across the writing direction; larger is further up. */
  readonly height: number;
  /** Size of the letters in points. */
  readonly size: number;
  /** Writing direction in degrees, 0 for upright text. */
  readonly angle: number;
}

interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly height: number;
  readonly size: number;
  readonly angle: number;
}

/** A gap this wide, in letter sizes, separates cells rather than words. */
const cellGap = 1.1;
/** Before a sign of a currency, which stands at the left of its column, this much is enough. */
const currencyGap = 0.6;
const currency = /^[$€£¥₹]$/;
/** A gap this wide, in letter sizes, separates words even where no space was drawn. */
const wordGap = 0.22;
/** How far, in letter sizes, a baseline may be off: raised and lowered signs belong to their line. */
const baselineTolerance = 0.45;

/** Puts the items that were drawn one after the other on one baseline together, in the order of drawing. */
export function contentLines(items: Iterable<TextItem>): ContentLine[] {
  const lines: ContentLine[] = [];
  let open: LineBuilder | null = null;
  let spaced = false;
  for (const item of items) {
    const run = runOf(item);
    if (run === null) {
      spaced ||= item.str !== "";
      continue;
    }
    if (open === null || !open.accepts(run)) {
      if (open !== null) lines.push(open.build());
      open = new LineBuilder(run);
    } else open.add(run, spaced);
    spaced = false;
  }
  if (open !== null) lines.push(open.build());
  return lines;
}

function runOf(item: TextItem): Run | null {
  if (item.str.trim() === "") return null;
  const [a, b, c, d, x, y] = item.transform as [number, number, number, number, number, number];
  const length = Math.hypot(a, b);
  const size = Math.hypot(c, d);
  if (!(length > 0) || !(size > 0)) return null;
  const along = (x * a + y * b) / length;
  return {
    text: item.str,
    start: along,
    end: along + item.width,
    height: (y * a - x * b) / length,
    size,
    angle: Math.round((Math.atan2(b, a) * 180) / Math.PI),
  };
}

class LineBuilder {
  private readonly segments: { texts: string[]; start: number; end: number }[];
  private size: number;

  constructor(private readonly first: Run) {
    this.size = first.size;
    this.segments = [{ texts: [first.text], start: first.start, end: first.end }];
  }

  /** Whether a run goes on where this line ended: to the right, or, in scripts written so, to the left. */
  accepts(run: Run): boolean {
    const size = Math.max(this.size, run.size);
    if (run.angle !== this.first.angle || Math.abs(run.height - this.first.height) > baselineTolerance * size)
      return false;
    const last = this.segments.at(-1);
    if (last === undefined) return false;
    const goesRight = run.start - last.end > -0.5 * size;
    const goesLeft = Math.abs(last.start - run.end) < cellGap * size;
    return goesRight || goesLeft;
  }

  add(run: Run, spaced: boolean): void {
    const last = this.segments.at(-1);
    if (last === undefined) return;
    const size = Math.max(this.size, run.size);
    const gap = run.start >= last.end - 0.5 * size ? run.start - last.end : last.start - run.end;
    this.size = size;
    if (gap > (currency.test(run.text.trim()) ? currencyGap : cellGap) * size) {
      this.segments.push({ texts: [run.text], start: run.start, end: run.end });
      return;
    }
    if (spaced || gap > wordGap * size) last.texts.push(" ");
    last.texts.push(run.text);
    last.start = Math.min(last.start, run.start);
    last.end = Math.max(last.end, run.end);
  }

  build(): ContentLine {
    const segments = this.segments.map(({ texts, start, end }) => ({
      text: texts.join("").replace(/\s+/g, " ").trim(),
      start,
      end,
    }));
    return {
      segments,
      start: this.segments[0]?.start ?? this.first.start,
      end: this.segments.reduce((furthest, { end }) => Math.max(furthest, end), this.first.end),
      height: this.first.height,
      size: this.size,
      angle: this.first.angle,
    };
  }
}

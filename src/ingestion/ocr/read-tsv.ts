/** A word, and where it stands: pixels from the upper left corner. */
export interface OcrWord {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** A line of recognised text. */
export interface OcrLine {
  /** Equal for the lines of one paragraph, and different for those of the next. */
  readonly paragraph: string;
  /** From left to right in the picture's own order of reading; at least one. */
  readonly words: readonly OcrWord[];
  /** Height in pixels. */
  readonly height: number;
}

/** Words are the fifth level of the table, below page, block, paragraph and line. */
const wordLevel = "5";
/** Specks, lines and faces that are taken for letters are believed less than this, in per cent. */
const leastConfidence = 40;
/** A word without letters and digits must be believed this much. */
const leastConfidenceOfMarks = 70;
const letterOrDigit = /[\p{L}\p{N}]/u;

interface OpenLine {
  readonly key: string;
  readonly paragraph: string;
  readonly words: OcrWord[];
  height: number;
  confidence: number;
  characters: number;
}

/**
 * Reads tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence and text,
 * separated by tabs. Lines that are hardly believed, such as the texture of a photograph, are left out.
 */
export function readTsv(table: string): OcrLine[] {
  const lines: OpenLine[] = [];
  for (const row of table.split("\n")) {
    const [level, page, block, paragraph, line, , left, , width, height, confidence, ...rest] = row.split("\t");
    if (level !== wordLevel) continue;
    const text = rest.join(" ").trim();
    const belief = Number(confidence);
    if (text === "" || (!letterOrDigit.test(text) && belief < leastConfidenceOfMarks)) continue;
    const key = [page, block, paragraph, line].join("/");
    let open = lines.at(-1);
    if (open?.key !== key) {
      open = { key, paragraph: [page, block, paragraph].join("/"), words: [], height: 0, confidence: 0, characters: 0 };
      lines.push(open);
    }
    open.words.push({ text, left: Number(left), right: Number(left) + Number(width) });
    open.height = Math.max(open.height, Number(height));
    open.confidence += belief * text.length;
    open.characters += text.length;
  }
  return lines
    .filter(({ confidence, characters }) => confidence >= leastConfidence * characters)
    .filter(({ words }) => words.some(({ text }) => letterOrDigit.test(text)))
    .map(({ paragraph, words, height }) => ({ paragraph, words, height }));
}

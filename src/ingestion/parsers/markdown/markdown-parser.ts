import MarkdownIt from "markdown-it";

/** A block that is nested deeper (each list counts twice) is not looked into: nobody reads the twentieth. */
const maximumDepth = 40;
/** The parser's own limit: it would leave out what is deeper, so it must not come to that. Brackets take time by it. */
const parserDepth = maximumDepth + 4;
/** Columns by which the further paragraphs of a footnote are indented. */
const footnoteIndentation = 4;
const footnoteMark = /\[\^([^\]\s]{1,100})\]/y;
const footnoteLabel = /\[\^([^\]\s]{1,100})\]:/y;

const parser = new MarkdownIt({ html: true, maxNesting: parserDepth });

/** One token: the begin of a block, its end, or something whole. */
export type MarkdownToken = ReturnType<typeof parser.parse>[number];
type BlockState = InstanceType<typeof parser.block.State>;
type InlineState = InstanceType<typeof parser.inline.State>;

parser.block.ruler.before("table", "nested_deeply", readNestedDeeply);
parser.block.ruler.before("reference", "footnote", readFootnote, { alt: ["paragraph", "reference"] });
parser.inline.ruler.after("image", "footnote_mark", readFootnoteMark);

/**
 * The tokens of a stretch of Markdown: CommonMark with the tables and deletions of GitHub's dialect, and two of its
 * own: `footnote_open` (`info` is the label) with `footnote_close`, and `nested_deeply`, whose content is plain text.
 */
export function parseMarkdown(markdown: string): MarkdownToken[] {
  return parser.parse(markdown, {});
}

/** Takes what is nested absurdly as text, whole: the time that the parser takes grows with the depth. */
function readNestedDeeply(state: BlockState, startLine: number, endLine: number): boolean {
  if (state.level < maximumDepth) return false;
  const lines: string[] = [];
  for (let line = startLine; line < endLine; line += 1) {
    lines.push(state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]));
  }
  state.push("nested_deeply", "", 0).content = lines.join("\n");
  state.line = endLine;
  return true;
}

/** A footnote is a container, such as a list item is: its first line begins behind the label. */
function readFootnote(state: BlockState, startLine: number, endLine: number, isSilent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  footnoteLabel.lastIndex = start;
  const label = (state.sCount[startLine] ?? 0) - state.blkIndent < 4 ? footnoteLabel.exec(state.src) : null;
  if (label === null) return false;
  if (isSilent) return true;
  const { blkIndent, parentType } = state;
  const [begin, shift, columns] = [state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine]];
  const text = state.skipSpaces(start + label[0].length);
  state.push("footnote_open", "", 1).info = label[1] ?? "";
  state.bMarks[startLine] = text;
  state.tShift[startLine] = 0;
  state.blkIndent = blkIndent + footnoteIndentation;
  state.sCount[startLine] = state.blkIndent;
  state.parentType = "footnote";
  state.md.block.tokenize(state, startLine, endLine);
  state.push("footnote_close", "", -1);
  Object.assign(state, { blkIndent, parentType });
  state.bMarks[startLine] = begin ?? 0;
  state.tShift[startLine] = shift ?? 0;
  state.sCount[startLine] = columns ?? 0;
  return true;
}

function readFootnoteMark(state: InlineState, isSilent: boolean): boolean {
  footnoteMark.lastIndex = state.pos;
  const mark = footnoteMark.exec(state.src);
  if (mark === null) return false;
  if (!isSilent) state.push("text", "", 0).content = `[${mark[1] ?? ""}]`;
  state.pos += mark[0].length;
  return true;
}

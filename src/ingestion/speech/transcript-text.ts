import type { SpokenPassage } from "../../providers/index.js";

/** A pause this long, in seconds, begins a new paragraph, */
const pauseSeconds = 2;
/** and so does a passage this long after the beginning of its paragraph. */
const paragraphSeconds = 60;

/**
 * A transcript as text: a line for each passage, with the time at which it begins in front, such as
 * `[00:01:23] Good morning.`; paragraphs by pauses.
 */
export function transcriptText(passages: readonly SpokenPassage[]): string {
  const lines: string[] = [];
  let paragraphStart = passages[0]?.start ?? 0;
  let end: number | null = null;
  for (const passage of passages) {
    const { start } = passage;
    if (lines.length > 0 && startsParagraph(start, end, paragraphStart)) {
      lines.push("");
      paragraphStart = start ?? 0;
    }
    const words = passage.text.replace(/\s+/g, " ").trim();
    lines.push(start === null ? words : `[${clock(start)}] ${words}`);
    ({ end } = passage);
  }
  return lines.join("\n");
}

function startsParagraph(start: number | null, end: number | null, paragraphStart: number): boolean {
  if (start === null) return false;
  return (end !== null && start - end >= pauseSeconds) || start - paragraphStart >= paragraphSeconds;
}

/** Hours, minutes and seconds. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

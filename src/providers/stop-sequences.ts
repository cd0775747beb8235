import type { ChatModel } from "./chat-model.js";

/** OpenAI refuses more, and servers that are compatible with it tend to. */
const mostForOpenAi = 4;
/** OpenAI's reasoning models refuse the parameter, behind a proxy (`openai/o3`) too. */
const openAiReasoning = /(^|\/)(o\d|gpt-5(?!-chat))/;

/**
 * Those of a caller's stop strings that the vendor takes; it then ends its answer itself and reports what it cost. The
 * others are left to {@link StopCut}.
 */
export function vendorStops({ provider, model }: ChatModel, stop: readonly string[]): string[] {
  switch (provider) {
    case "openai":
    case "openai-compatible":
      return openAiReasoning.test(model) ? [] : stop.slice(0, mostForOpenAi);
    case "anthropic":
      // Anthropic refuses sequences that are only white space.
      return stop.filter((one) => one.trim() !== "");
    default:
      return [...stop];
  }
}

/**
 * Ends a text before the first of some strings, however the text is cut into pieces: what may be the beginning of one is
 * held back until more is known. When two overlap, the one that is complete first counts.
 */
export class StopCut {
  private held = "";
  private found = false;

  /** @param stop no empty strings. */
  constructor(private readonly stop: readonly string[]) {}

  /** Whether one of the strings has come; what comes after it is dropped. */
  get isCut(): boolean {
    return this.found;
  }

  /** Takes a piece and returns what is certain by now. */
  take(piece: string): string {
    if (this.found) return "";
    const text = this.held + piece;
    const start = this.firstStopIn(text);
    this.found = start !== null;
    const end = start ?? text.length - this.undecidedAtEndOf(text);
    this.held = this.found ? "" : text.slice(end);
    return text.slice(0, end);
  }

  /** What was held back: at the end of the text it turns out to be text. */
  rest(): string {
    const { held } = this;
    this.held = "";
    return held;
  }

  /** Where the string that is complete first begins; null: there is none. */
  private firstStopIn(text: string): number | null {
    let first: { readonly start: number; readonly end: number } | null = null;
    for (const one of this.stop) {
      const start = text.indexOf(one);
      const end = start + one.length;
      const isEarlier = first === null || end < first.end || (end === first.end && start < first.start);
      if (start !== -1 && isEarlier) first = { start, end };
    }
    return first?.start ?? null;
  }

  /** The length of the longest end of the text with which one of the strings begins. */
  private undecidedAtEndOf(text: string): number {
    let longest = 0;
    for (const one of this.stop) {
      for (let length = Math.min(one.length - 1, text.length); length > longest; length--) {
        if (text.endsWith(one.slice(0, length))) longest = length;
      }
    }
    return longest;
  }
}

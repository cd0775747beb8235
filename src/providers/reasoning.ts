import type { BaseMessage } from "@langchain/core/messages";

/** What a piece of a model's answer says, and what it thinks. */
export interface Utterance {
  readonly reasoning: string;
  readonly text: string;
}

/** Reads a vendor's piece: text and reasoning stand in content blocks, or reasoning beside the text in `additional_kwargs`. */
export function readChunk(chunk: BaseMessage): Utterance {
  const beside: unknown = chunk.additional_kwargs["reasoning_content"];
  let reasoning = typeof beside === "string" ? beside : "";
  if (typeof chunk.content === "string") return { reasoning, text: chunk.content };
  let text = "";
  for (const block of chunk.content) {
    if (block.type === "text" && typeof block["text"] === "string") text += block["text"];
    else if (block.type === "thinking" && typeof block["thinking"] === "string") reasoning += block["thinking"];
  }
  return { reasoning, text };
}

/** Renders reasoning as `<think>...</think>` before the text that follows from it. */
export class ReasoningTags {
  private isOpen = false;

  render({ reasoning, text }: Utterance): string {
    let rendered = "";
    if (reasoning !== "") {
      rendered += this.isOpen ? reasoning : `<think>${reasoning}`;
      this.isOpen = true;
    }
    if (text !== "") rendered += this.end() + text;
    return rendered;
  }

  /** The closing tag, where one is missing. */
  end(): string {
    if (!this.isOpen) return "";
    this.isOpen = false;
    return "</think>";
  }
}

/** An answer without the reasoning at its beginning: what is said in later turns of the conversation. */
export function withoutReasoning(answer: string): string {
  return answer.replace(/^\s*<think>[\s\S]*?(?:<\/think>\s*|$)/, "");
}

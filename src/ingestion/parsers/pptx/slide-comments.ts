import type { Block } from "../parser.js";
import { oneLine } from "../text/clean-text.js";
import { readXml } from "../xml/xml-feed.js";

interface Comment {
  readonly author: string;
  text: string;
}

/** The names of a presentation's commentators by their ids; `parts` are the lists of them, of either version. */
export function commentAuthors(parts: readonly Buffer[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const part of parts) {
    readXml(part, {
      open: (name, { id, name: author }) => {
        const isAuthor = name === "cmAuthor" || name === "author";
        if (isAuthor && id !== undefined && author !== undefined) names.set(id, author);
      },
      text: () => undefined,
      close: () => undefined,
    });
  }
  return names;
}

/**
 * The comments on a slide with the replies to them, a paragraph each. Reads both the comments of ECMA-376 (part 1,
 * section 19.4) and the threaded ones of PowerPoint since 2021 ([MS-PPTX] 2.6.6).
 */
export function commentBlocks(part: Buffer, authors: ReadonlyMap<string, string>): Block[] {
  const comments: Comment[] = [];
  const open: Comment[] = [];
  let isInText = false;
  readXml(part, {
    open: (name, attributes) => {
      if (name === "cm" || name === "reply") {
        const comment = { author: authors.get(attributes["authorId"] ?? "") ?? "", text: "" };
        comments.push(comment);
        open.push(comment);
      } else if (name === "text" || name === "t") isInText = true;
    },
    text: (text) => {
      const comment = open.at(-1);
      if (isInText && comment !== undefined) comment.text += text;
    },
    close: (name) => {
      const comment = open.at(-1);
      if (name === "cm" || name === "reply") open.pop();
      else if (name === "text" || name === "t") isInText = false;
      else if (name === "p" && comment !== undefined) comment.text += " ";
    },
  });
  return comments
    .map(({ author, text }) => ({
      by: author === "" ? "Comment" : `Comment by ${oneLine(author)}`,
      text: oneLine(text),
    }))
    .filter(({ text }) => text !== "")
    .map(({ by, text }) => ({ kind: "paragraph", text: `${by}: ${text}` }));
}

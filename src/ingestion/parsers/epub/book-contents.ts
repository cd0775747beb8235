import { oneLine } from "../text/clean-text.js";
import { readXml } from "../xml/xml-feed.js";
import { type BookPlace, resolveReference } from "./package-paths.js";

/** A line of a table of contents. */
export interface ContentsEntry extends BookPlace {
  readonly title: string;
  /** 1 is the outermost. */
  readonly level: number;
}

/** The table of contents of EPUB 3: the nested lists of the `nav` of type `toc` (EPUB 3.3, section 7.3). */
export function navigationEntries(part: string, content: Buffer): ContentsEntry[] {
  const entries: ContentsEntry[] = [];
  let navigation = 0;
  let level = 0;
  let title: string | null = null;
  let reference = "";
  readXml(content, {
    open: (name, attributes) => {
      if (name === "nav")
        navigation = navigation > 0 || /\btoc\b/.test(attributes["epub:type"] ?? "toc") ? navigation + 1 : 0;
      else if (navigation > 0 && name === "ol") level += 1;
      else if (navigation > 0 && name === "a") [title, reference] = ["", attributes["href"] ?? ""];
    },
    text: (text) => {
      if (title !== null) title += text;
    },
    close: (name) => {
      if (name === "nav") navigation = Math.max(0, navigation - 1);
      else if (navigation > 0 && name === "ol") level -= 1;
      else if (name === "a" && title !== null) {
        entries.push({ ...resolveReference(part, reference), title: oneLine(title), level });
        title = null;
      }
    },
  });
  return entries;
}

/** The table of contents of EPUB 2: the nested points of the map (OPF 2.0.1, section 2.4.1; DAISY's NCX). */
export function ncxEntries(part: string, content: Buffer): ContentsEntry[] {
  const entries: ContentsEntry[] = [];
  let level = 0;
  let title = "";
  let isInText = false;
  readXml(content, {
    open: (name, attributes) => {
      if (name === "navPoint") [level, title] = [level + 1, ""];
      else if (name === "text") isInText = true;
      else if (name === "content" && level > 0) {
        entries.push({ ...resolveReference(part, attributes["src"] ?? ""), title: oneLine(title), level });
      }
    },
    text: (text) => {
      if (isInText) title += text;
    },
    close: (name) => {
      if (name === "navPoint") level -= 1;
      else if (name === "text") isInText = false;
    },
  });
  return entries;
}

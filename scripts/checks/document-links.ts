import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { root } from "../root.js";
import { trackedFiles } from "./tracked-files.js";

const link = /!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s*(\S+)/gm;
const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** Every relative link of the documentation leads to a file that exists and, with a `#`, to a heading of it. */
export function checkDocumentLinks(): readonly string[] {
  return trackedFiles()
    .filter((path) => path.endsWith(".md") && !path.startsWith("test/fixtures/"))
    .flatMap((path) => linksOf(path).flatMap((target) => faultOf(path, target)));
}

function linksOf(path: string): readonly string[] {
  return [...withoutCode(read(path)).matchAll(link)]
    .map((match) => match[1] ?? match[2] ?? "")
    .filter((target) => !elsewhere.test(target));
}

function faultOf(from: string, target: string): readonly string[] {
  const [file = "", heading] = target.split("#", 2);
  const path = file === "" ? from : normalize(join(dirname(from), decodeURIComponent(file)));
  if (path.startsWith("..") || !existsSync(`${root}${path}`))
    return [`${from} links to ${target}, which does not exist`];
  if (heading === undefined || !path.endsWith(".md") || statSync(`${root}${path}`).isDirectory()) return [];
  return anchorsOf(path).has(heading) ? [] : [`${from} links to ${target}, a heading that does not exist`];
}

/** GitHub's anchors: lower case, punctuation dropped, spaces to hyphens, a number after the second of a name. */
function anchorsOf(path: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, title = ""] of withoutFences(read(path)).matchAll(/^#{1,6}\s+(.*?)\s*#*$/gm)) {
    const anchor = title
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}\s_-]/gu, "")
      .replaceAll(/\s/g, "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
  }
  return anchors;
}

function read(path: string): string {
  return readFileSync(`${root}${path}`, "utf8");
}

function withoutFences(text: string): string {
  return text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, "");
}

function withoutCode(text: string): string {
  return withoutFences(text).replaceAll(/`[^`\n]*`/g, "");
}

import type { PDFDocumentProxy } from "pdfjs-dist";

/** The titles of a document's outline by page (from 1) and normalised text, with their level (from 1, at most 6). */
export type Outline = ReadonlyMap<number, ReadonlyMap<string, number>>;

type Entry = NonNullable<Awaited<ReturnType<PDFDocumentProxy["getOutline"]>>>[number];

const maximumEntries = 2_000;

/** Reads the outline (bookmarks). Entries that lead nowhere, and broken outlines, are left out. */
export async function readOutline(document: PDFDocumentProxy): Promise<Outline> {
  const outline = new Map<number, Map<string, number>>();
  const entries = await orNull(document.getOutline());
  const queue = (entries ?? []).map((entry) => ({ entry, level: 1 }));
  for (let at = 0; at < queue.length && at < maximumEntries; at += 1) {
    const next = queue[at];
    if (next === undefined) break;
    const { entry, level } = next;
    for (const inner of entry.items as Entry[]) queue.push({ entry: inner, level: level + 1 });
    const page = await pageOf(document, entry);
    if (page === null) continue;
    const titles = outline.get(page) ?? new Map<string, number>();
    titles.set(normalTitle(entry.title), Math.min(level, 6));
    outline.set(page, titles);
  }
  return outline;
}

/** A title without what outlines and pages write differently: numbers in front, white space, case, punctuation. */
export function normalTitle(title: string): string {
  const letters = title.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
  return letters.replace(/^(?:chapter|section)?(?:\d|[ivxlc]+(?=\d))*/u, "") || letters;
}

async function pageOf(document: PDFDocumentProxy, entry: Entry): Promise<number | null> {
  const destination = typeof entry.dest === "string" ? await orNull(document.getDestination(entry.dest)) : entry.dest;
  const target: unknown = destination?.[0];
  if (typeof target === "number") return target + 1;
  if (typeof target !== "object" || target === null) return null;
  const index = await orNull(document.getPageIndex(target as Parameters<PDFDocumentProxy["getPageIndex"]>[0]));
  return index === null ? null : index + 1;
}

async function orNull<Result>(reading: Promise<Result>): Promise<Result | null> {
  try {
    return await reading;
  } catch {
    return null;
  }
}

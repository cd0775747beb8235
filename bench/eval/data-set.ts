import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A retrieval test collection, as its folder has it: corpus.jsonl, queries.jsonl, qrels.tsv. */
export interface DataSet {
  readonly name: string;
  readonly documents: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly queries: readonly Query[];
}

/** A question and what answers it. */
export interface Query {
  readonly id: string;
  readonly text: string;
  /** Grade of relevance by document id; more is better, 0 is none. */
  readonly relevance: ReadonlyMap<string, number>;
  /** Passages that answer it, where the collection marks them, in UTF-16 code units of the document's text. */
  readonly spans: readonly Span[];
}

/** A stretch of a document's text. */
export interface Span {
  readonly documentId: string;
  readonly start: number;
  readonly end: number;
}

interface QueryLine {
  readonly id: string;
  readonly text: string;
  readonly spans?: readonly { readonly doc_id: string; readonly start: number; readonly end: number }[];
}

/** The names of the collections in a folder. */
export async function listDataSets(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Reads a collection whole. */
export async function readDataSet(folder: string, name: string): Promise<DataSet> {
  const read = (file: string): Promise<string> => readFile(join(folder, name, file), "utf8");
  const documents = parseLines<DataSet["documents"][number]>(await read("corpus.jsonl"));
  const relevance = parseRelevance(await read("qrels.tsv"));
  const texts = new Map(documents.map(({ id, text }) => [id, text]));
  const queries = parseLines<QueryLine>(await read("queries.jsonl")).map(({ id, text, spans = [] }) => ({
    id,
    text,
    relevance: relevance.get(id) ?? new Map<string, number>(),
    spans: spans.map(({ doc_id, start, end }) => toUnits({ documentId: doc_id, start, end }, texts.get(doc_id) ?? "")),
  }));
  return { name, documents, queries };
}

function parseLines<Line>(text: string): Line[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Line);
}

function parseRelevance(text: string): Map<string, Map<string, number>> {
  const relevance = new Map<string, Map<string, number>>();
  for (const line of text.split("\n").slice(1)) {
    const [query, document, grade] = line.trim().split("\t");
    if (query === undefined || document === undefined) continue;
    const grades = relevance.get(query) ?? new Map<string, number>();
    relevance.set(query, grades.set(document, Number(grade)));
  }
  return relevance;
}

/** Spans are given in code points. */
function toUnits(span: Span, text: string): Span {
  const points = [...text];
  const start = points.slice(0, span.start).join("").length;
  return { ...span, start, end: start + points.slice(span.start, span.end).join("").length };
}

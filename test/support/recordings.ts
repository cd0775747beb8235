import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Where recorded exchanges with an AnythingLLM server are, for those who have them. */
const folder = "../shared/recordings";

/** A recorded exchange. */
export interface Recording {
  readonly number: number;
  readonly name: string;
  readonly route: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly multipart?: Readonly<
      Record<string, string | { readonly as: string; readonly type: string; readonly bytes: number }>
    >;
  };
  readonly response: {
    readonly status: number;
    readonly contentType: string | null;
    readonly body: unknown;
    readonly sse?: readonly { readonly data?: unknown }[];
  };
}

/** The recordings in their order; null where there are none. */
export function readRecordings(): Recording[] | null {
  if (!existsSync(folder)) return null;
  const files = readdirSync(folder).filter((name) => /^\d{3}-.+\.json$/.test(name));
  return files.sort().map((name) => {
    const recording = JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as Omit<Recording, "number">;
    return { ...recording, number: Number(name.slice(0, 3)) };
  });
}

/** The pages that decide about differences; a difference must cite one of them. */
export function readDecidingPages(): string {
  return ["../shared/compat.md", "../shared/design.md"].map((page) => readFileSync(page, "utf8")).join("\n");
}

/** The upstream model behind the recordings. */
export const recordedUpstream = "../shared/mock/mock-openai.mjs";

/**
 * Where an answer lacks a recorded key, or has it with another type, as dotted paths. null stands for any type, on
 * either side. In lists every item must have the keys that all recorded items have; an empty list lacks them.
 */
export function differences(recorded: unknown, actual: unknown, path = ""): string[] {
  if (recorded === null || recorded === undefined || actual === null) return [];
  if (Array.isArray(recorded)) {
    if (!Array.isArray(actual)) return [`${path}: ${typeOf(actual)} for a list`];
    const shape = common(recorded);
    if (shape === undefined) return [];
    if (actual.length === 0) return [`${path}: an empty list`];
    return [...new Set(actual.flatMap((item) => differences(shape, item, `${path}[]`)))];
  }
  if (typeOf(recorded) !== typeOf(actual)) return [`${path}: ${typeOf(actual)} for ${typeOf(recorded)}`];
  if (!isObject(recorded) || !isObject(actual)) return [];
  return Object.entries(recorded).flatMap(([key, value]) => {
    const place = path === "" ? key : `${path}.${key}`;
    return key in actual ? differences(value, actual[key], place) : [`${place}: missing`];
  });
}

/** What all items have: their common keys, and a list only where none has an empty one. undefined: there is no item. */
function common(items: readonly unknown[]): unknown {
  const [first, ...rest] = items;
  if (!isObject(first)) return first;
  const shared = Object.entries(first).filter(([key]) => rest.every((item) => isObject(item) && key in item));
  return Object.fromEntries(
    shared.map(([key, value]) => {
      const empty = rest.map((item) => (isObject(item) ? item[key] : null)).find(isEmptyList);
      return [key, empty ?? value];
    }),
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** The events of a stream by their kinds, each once, in the order in which they first come. */
export function eventKinds(events: readonly unknown[]): Map<string, unknown[]> {
  const kinds = new Map<string, unknown[]>();
  for (const event of events) {
    if (!isObject(event)) continue;
    const name = "object" in event ? "completion" : String(event["type"]);
    const kind = event["close"] === true && name !== "completion" ? `${name} (close)` : name;
    kinds.set(kind, [...(kinds.get(kind) ?? []), event]);
  }
  return kinds;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "list" : value === null ? "null" : typeof value;
}

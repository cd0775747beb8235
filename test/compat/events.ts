import { differences, isObject } from "./shape.js";

/**
 * How a stream of events differs from a recorded one: kinds that are missing or were not recorded, the order in which
 * the kinds come, and the keys of each. How many events of a kind follow each other is left to the pace of the model.
 */
export function eventDifferences(recorded: readonly unknown[], actual: readonly unknown[]): string[] {
  const expected = eventsByKind(recorded);
  const found = eventsByKind(actual);
  const missing = [...expected.keys()].filter((kind) => !found.has(kind)).map((kind) => `event ${kind}: missing`);
  const more = [...found.keys()].filter((kind) => !expected.has(kind)).map((kind) => `event ${kind}: not recorded`);
  const shapes = [...expected].flatMap(([kind, events]) => differences(events, found.get(kind) ?? events, kind));
  return [...missing, ...more, ...(missing.length + more.length === 0 ? order(recorded, actual) : []), ...shapes];
}

function order(recorded: readonly unknown[], actual: readonly unknown[]): string[] {
  const expected = sequence(recorded).join(", ");
  const found = sequence(actual).join(", ");
  return expected === found ? [] : [`events: ${found} for ${expected}`];
}

/** The kinds in the order in which they come, those that follow each other once. */
function sequence(events: readonly unknown[]): string[] {
  const kinds = events.filter(isObject).map(kindOf);
  return kinds.filter((kind, at) => kind !== kinds[at - 1]);
}

function eventsByKind(events: readonly unknown[]): Map<string, unknown[]> {
  const kinds = new Map<string, unknown[]>();
  for (const event of events.filter(isObject)) {
    const kind = kindOf(event);
    kinds.set(kind, [...(kinds.get(kind) ?? []), event]);
  }
  return kinds;
}

/** OpenAI's chunks are told apart by being the last of their choice, AnythingLLM's by their type and by closing. */
function kindOf(event: Readonly<Record<string, unknown>>): string {
  if ("object" in event) return hasFinished(event["choices"]) ? "completion (finish)" : "completion";
  const name = String(event["type"]);
  return event["close"] === true ? `${name} (close)` : name;
}

function hasFinished(choices: unknown): boolean {
  return (
    Array.isArray(choices) && choices.some((choice) => isObject(choice) && typeof choice["finish_reason"] === "string")
  );
}

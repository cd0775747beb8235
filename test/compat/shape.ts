/**
 * Where an answer lacks a recorded key, or has it with another type, as dotted paths. A recorded null says nothing of
 * the type. In lists every item must have the keys that all recorded items of its kind have; an empty list lacks them.
 */
export function differences(recorded: unknown, actual: unknown, path = ""): string[] {
  if (recorded === null || recorded === undefined) return [];
  if (Array.isArray(recorded)) return listDifferences(recorded, actual, path);
  if (typeOf(recorded) !== typeOf(actual)) return [`${path}: ${typeOf(actual)} for ${typeOf(recorded)}`];
  if (!isObject(recorded) || !isObject(actual)) return [];
  return Object.entries(recorded).flatMap(([key, value]) => {
    const place = path === "" ? key : `${path}.${key}`;
    return key in actual ? differences(value, actual[key], place) : [`${place}: missing`];
  });
}

/** Whether a value is an object, and neither a list nor null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listDifferences(recorded: readonly unknown[], actual: unknown, path: string): string[] {
  if (!Array.isArray(actual)) return [`${path}: ${typeOf(actual)} for a list`];
  if (recorded.length === 0) return [];
  if (actual.length === 0) return [`${path}: an empty list`];
  const shapes = shapesOf(recorded);
  const all = common(recorded);
  return [
    ...new Set(actual.flatMap((item: unknown) => differences(shapes.get(roleOf(item)) ?? all, item, `${path}[]`))),
  ];
}

/** The shapes of items that tell their role apart: what a user said has other keys than what was answered. */
function shapesOf(items: readonly unknown[]): Map<unknown, unknown> {
  const roles = [...new Set(items.map(roleOf))];
  return new Map(roles.map((role) => [role, common(items.filter((item) => roleOf(item) === role))]));
}

function roleOf(item: unknown): unknown {
  return isObject(item) ? item["role"] : undefined;
}

/** What all items have: their common keys, with a value that all could have; null where they disagree. */
function common(items: readonly unknown[]): unknown {
  const [first, ...rest] = items;
  if (rest.some((item) => typeOf(item) !== typeOf(first))) return null;
  if (Array.isArray(first)) return items.find((item) => Array.isArray(item) && item.length === 0) ?? first;
  if (!isObject(first)) return first;
  const objects = items.filter(isObject);
  const shared = Object.keys(first).filter((key) => objects.every((item) => key in item));
  return Object.fromEntries(shared.map((key) => [key, common(objects.map((item) => item[key]))]));
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "list" : value === null ? "null" : typeof value;
}

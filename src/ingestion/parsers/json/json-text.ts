import type { JsonValue } from "./json-token.js";

/** What is longer than this is no cell of a table. */
const longestCell = 300;
const mostCells = 300;

/** The name of a member, with the names of what it is in. */
export function pathTo(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** A value as one text when it holds no objects; null when it does. Items are separated by commas, lists in lists by semicolons. */
export function plainText(value: JsonValue): string | null {
  if (value.kind === "scalar") return value.text;
  if (value.kind === "object") return value.members.length === 0 ? "{}" : null;
  if (value.items.length === 0) return "[]";
  const texts: string[] = [];
  let isNested = false;
  for (const item of value.items) {
    const text = plainText(item);
    if (text === null) return null;
    isNested ||= item.kind !== "scalar";
    texts.push(text);
  }
  return texts.join(isNested ? "; " : ", ");
}

/**
 * The cells of an object as a row of a table, by their names; objects in it give cells of their own
 * (`address.city`).
 * @returns null when it holds what does not fit into a row: lists of objects, long texts, nothing.
 */
export function rowOf(value: JsonValue): ReadonlyMap<string, string> | null {
  const cells = new Map<string, string>();
  return value.kind === "object" && collect(value, "", cells) && cells.size > 0 ? cells : null;
}

function collect(value: JsonValue & { readonly kind: "object" }, path: string, cells: Map<string, string>): boolean {
  for (const [key, member] of value.members) {
    const name = pathTo(path, key);
    if (member.kind === "object" && member.members.length > 0) {
      if (!collect(member, name, cells)) return false;
      continue;
    }
    const text = plainText(member);
    if (text === null || text.length > longestCell || cells.has(name) || cells.size >= mostCells) return false;
    cells.set(name, text);
  }
  return true;
}

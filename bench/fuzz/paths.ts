import fc, { type Arbitrary } from "fast-check";
import type { Operation, Parameter, Schema } from "./contract.js";
import { encoded, wireText } from "./encoding.js";
import { knownNames } from "./names.js";
import { anything, text, valid, words } from "./values.js";

/** How much of a request is as documented: all of it, all but one part, or nothing in particular. */
export type Mood = "fine" | "nearly" | "wild";

/** Paths with their query strings. */
export function pathOf(operation: Operation, resolve: (schema: Schema) => Schema, mood: Mood): Arbitrary<string> {
  const of = (place: Parameter["in"]) => operation.parameters.filter((parameter) => parameter.in === place);
  const segments = fc.record(
    Object.fromEntries(of("path").map(({ name }) => [name, segment(knownNames(operation, name), mood)])),
  );
  const query = queryString(operation, of("query"), resolve, mood);
  return fc.tuple(segments, query, spelling(mood)).map(([values, search, spell]) => {
    const path = spell(operation.path).replace(/\{(\w+)\}/gi, (_all, name: string) => valueAt(values, name));
    return search === "" ? path : `${path}?${search}`;
  });
}

/** Paths ignore case, so that a parameter's name may have changed its own. */
function valueAt(values: Readonly<Record<string, string>>, name: string): string {
  const key = Object.keys(values).find((own) => own.toLowerCase() === name.toLowerCase());
  return key === undefined ? name : (values[key] ?? name);
}

function spelling(mood: Mood): Arbitrary<(path: string) => string> {
  const same = (path: string) => path;
  if (mood !== "wild") return fc.constantFrom(same, same, same, same, (path: string) => path.replace("/api/v1", "/v1"));
  return fc.constantFrom(
    same,
    same,
    same,
    same,
    same,
    (path: string) => path.toUpperCase(),
    (path: string) => `${path}/`,
    (path: string) => `${path}//`,
    (path: string) => `/.${path}`,
    (path: string) => path.replace("/api", "//api"),
    (path: string) => path.replace("v1", "%76%31"),
  );
}

function segment(known: readonly string[], mood: Mood): Arbitrary<string> {
  const present = fc.constantFrom(...(known.length === 0 ? ["1", "x"] : known));
  if (mood === "fine") return present;
  return fc.oneof(
    { arbitrary: present, weight: mood === "nearly" ? 12 : 3 },
    { arbitrary: text.map((value) => encoded(value.slice(0, 600))), weight: 3 },
    {
      arbitrary: fc.constantFrom(
        "%",
        "%zz",
        "%00",
        "%2e%2e",
        "..%2f..%2f",
        "..%5c..%5c",
        "%F0%9F",
        "%ff",
        "%ed%a0%80",
        "0",
        "-1",
        "1e9",
        "null",
      ),
      weight: 2,
    },
  );
}

function queryString(
  operation: Operation,
  parameters: readonly Parameter[],
  resolve: (schema: Schema) => Schema,
  mood: Mood,
): Arbitrary<string> {
  const pairs = parameters.map(({ name, schema }) => {
    const known = knownNames(operation, name);
    const fine = known.length === 0 ? valid(schema ?? {}, resolve, words) : fc.constantFrom(...known);
    const value = mood === "wild" ? fc.oneof(fine, anything) : fine;
    // Once most of the time; else missing, or given several times.
    const values = fc.array(value, { maxLength: mood === "wild" ? 3 : 1, size: "small" });
    return values.map((all) => all.map((one) => `${encoded(name)}=${spelt(wireText(one).slice(0, 400))}`));
  });
  const odd =
    mood === "fine"
      ? fc.constant("")
      : fc.constantFrom("", "", "", "", "&&==", "%", "x[]=1&x[]=2", "__proto__[a]=1", "a=%zz", "a".repeat(8_000));
  return fc
    .tuple(odd, ...pairs)
    .map(([extra, ...groups]) => [...groups.flat(), extra].filter((part) => part !== "").join("&"));
}

/** Names in angle brackets stay; they are encoded when they are filled in. */
function spelt(value: string): string {
  return /^<[a-z ]+>$/.test(value) ? value : encoded(value);
}

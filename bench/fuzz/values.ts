import fc, { type Arbitrary } from "fast-check";
import type { Schema } from "./contract.js";

/** Text that servers stumble over: other alphabets, surrogates, controls, NUL, format characters, traversals, operators. */
const oddTexts = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\u202e\u2066x\u2069",
  "Ünïcödé 日本語 🚀",
  "e\u0301".repeat(50),
  "../../etc/passwd",
  "..%2f..%2f",
  "' OR '1'='1",
  '"; DROP TABLE chat; --',
  "{{7*7}}${7*7}",
  "<script>alert(1)</script>",
  "%",
  "%00",
  "\\",
  "null",
  "undefined",
  "NaN",
  "-1",
  "1e309",
  "9223372036854775808",
  "[[FAIL]]",
  "[[CUT]]",
  "[[EMPTY]]",
  "[[DENY]]",
  "/reset",
  "@agent",
  "data:image/png;base64,AAAA",
  "http://127.0.0.1:9/",
  "http://[::1]/x",
  "https://example.invalid/page",
];
const bigText = 200_000;

/** Text of any kind, small most of the time. */
export const text: Arbitrary<string> = fc.oneof(
  { arbitrary: fc.string({ maxLength: 40 }), weight: 6 },
  { arbitrary: fc.string({ unit: "binary", maxLength: 40 }), weight: 3 },
  { arbitrary: fc.constantFrom(...oddTexts), weight: 4 },
  { arbitrary: fc.nat(bigText).map((length) => "x".repeat(length)), weight: 1 },
);

/** Text that nobody stumbles over. */
export const words: Arbitrary<string> = fc
  .array(fc.constantFrom("lighthouse", "Ost", "frog", "1873", "lit", "harbour"), { minLength: 1, maxLength: 5 })
  .map((chosen) => chosen.join(" "));

/** Values of any type, deep ones and those with treacherous keys included. */
export const anything: Arbitrary<unknown> = fc.oneof(
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 5 },
  { arbitrary: fc.constantFrom(null, true, false, 0, -1, 1.5, 1e21, -(2 ** 53), 2 ** 31, 2 ** 63), weight: 4 },
  { arbitrary: text, weight: 3 },
  {
    arbitrary: fc.constantFrom("__proto__", "constructor", "toString", "$ne", "length").map((key) => keyed(key, {})),
    weight: 1,
  },
  { arbitrary: fc.nat(2_000).map((length) => Array.from({ length }, (_, at) => at)), weight: 1 },
  { arbitrary: fc.integer({ min: 1, max: 500 }).map(nested), weight: 1 },
);

/**
 * Makes values of a schema: nearly all of them valid.
 * @param texts where the schema says no more than that it is text
 */
export function valid(
  schema: Schema,
  resolve: (schema: Schema) => Schema,
  texts: Arbitrary<string>,
  depth = 0,
): Arbitrary<unknown> {
  const own = resolve(schema);
  const variants = own.anyOf ?? own.oneOf;
  if (variants !== undefined) return fc.oneof(...variants.map((variant) => valid(variant, resolve, texts, depth + 1)));
  if (own.const !== undefined) return fc.constant(own.const);
  if (own.enum !== undefined) return fc.constantFrom(...own.enum);
  const types = typeof own.type === "string" ? [own.type] : (own.type ?? []);
  if (types.length === 0 || depth > 6) return fc.jsonValue({ maxDepth: 1 });
  return fc.oneof(...types.map((type) => ofType(type, { schema: own, resolve, texts, depth })));
}

/** Makes objects of a schema that are like a documented example: its values, others that are valid, or none. */
export function likeExample(schema: Schema, example: unknown, resolve: (schema: Schema) => Schema): Arbitrary<unknown> {
  const own = resolve(schema);
  const given = typeof example === "object" && example !== null ? (example as Readonly<Record<string, unknown>>) : {};
  const names = Object.keys(own.properties ?? {});
  const isRequired = (name: string) => own.required?.includes(name) === true || isFile(own.properties?.[name]);
  const values = names.map((name): [string, Arbitrary<unknown>] => {
    const other = valid(own.properties?.[name] ?? {}, resolve, words);
    const shown = given[name] ?? undefined;
    if (shown === undefined && isRequired(name)) return [name, other];
    // What no example shows means something that a schema does not tell: it is left out most of the time.
    return [name, fc.oneof({ arbitrary: fc.constant(shown), weight: 6 }, { arbitrary: other, weight: 1 })];
  });
  const required = names.filter(isRequired);
  return fc.record(Object.fromEntries(values), { requiredKeys: required });
}

function isFile(schema: Schema | undefined): boolean {
  return (schema?.contentMediaType ?? schema?.items?.contentMediaType) !== undefined;
}

/** Makes such values of which some part is not what it should be. */
export function mutated(
  schema: Schema,
  resolve: (schema: Schema) => Schema,
  values: Arbitrary<unknown>,
): Arbitrary<unknown> {
  const names = Object.keys(resolve(schema).properties ?? {});
  if (names.length === 0) return anything;
  return fc.tuple(values, fc.constantFrom(...names), anything, fc.nat(9)).map(([value, name, wrong, choice]) => {
    const fields: Record<string, unknown> = { ...(value as Record<string, unknown>) };
    if (choice === 0) return wrong;
    if (choice === 1) return [value];
    if (choice === 2) return without(fields, name);
    if (choice === 3) return { ...fields, unknownProperty: wrong };
    return keyed(name, wrong, fields);
  });
}

interface Typed {
  readonly schema: Schema;
  readonly resolve: (schema: Schema) => Schema;
  readonly texts: Arbitrary<string>;
  readonly depth: number;
}

function ofType(type: string, typed: Typed): Arbitrary<unknown> {
  const { schema, resolve, texts, depth } = typed;
  switch (type) {
    case "string":
      return texts.map((value) => value.slice(0, schema.maxLength ?? value.length).padEnd(schema.minLength ?? 0, "x"));
    case "number":
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case "integer":
      return fc.integer({
        min: Math.max(schema.minimum ?? -1e6, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1e6, 2 ** 31 - 1),
      });
    case "boolean":
      return fc.boolean();
    case "array": {
      const limits = {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 5, 5)),
      };
      return fc.array(valid(schema.items ?? {}, resolve, texts, depth + 1), limits);
    }
    case "object":
      return ofProperties(typed);
    default:
      return fc.constant(null);
  }
}

function ofProperties({ schema, resolve, texts, depth }: Typed): Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  const values = Object.fromEntries(properties.map(([name, value]) => [name, valid(value, resolve, texts, depth + 1)]));
  return fc.record(values, { requiredKeys: [...(schema.required ?? [])].filter((name) => name in values) });
}

/** An object with a key of its own, `__proto__` included. */
function keyed(key: string, value: unknown, others: Readonly<Record<string, unknown>> = {}): unknown {
  const result = { ...others };
  Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
  return result;
}

function without(fields: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { a: value };
  return value;
}

import fc, { type Arbitrary } from "fast-check";
import type { Operation, Schema } from "./contract.js";
import { bytesOf, encoded, type FuzzBody, wireText } from "./encoding.js";
import { named } from "./names.js";
import { form } from "./forms.js";
import type { Mood } from "./paths.js";
import { anything, likeExample, mutated, valid, text } from "./values.js";

const nothing: FuzzBody = { body: null, contentType: null };

/** Bodies for an operation. */
export function bodyOf(operation: Operation, resolve: (schema: Schema) => Schema, mood: Mood): Arbitrary<FuzzBody> {
  if (operation.bodies.length === 0) {
    return mood === "wild" ? fc.oneof(fc.constant(nothing), foreign(anything)) : fc.constant(nothing);
  }
  return fc.oneof(...operation.bodies.map((documented) => documentedBody(operation, documented, resolve, mood)));
}

function documentedBody(
  operation: Operation,
  { contentType, schema, example }: Operation["bodies"][number],
  resolve: (schema: Schema) => Schema,
  mood: Mood,
): Arbitrary<FuzzBody> {
  const write = contentType === "multipart/form-data" ? form : each(json);
  const fine = named(operation, likeExample(schema, example, resolve));
  if (mood === "fine") return write(fine);
  const wrong = mutated(schema, resolve, fine);
  if (mood === "nearly") {
    return fc.oneof({ arbitrary: write(wrong), weight: 8 }, { arbitrary: wrong.map(urlencoded), weight: 1 });
  }
  const values = fc.oneof(valid(schema, resolve, text), wrong, fine);
  return fc.oneof(
    { arbitrary: write(values), weight: 6 },
    { arbitrary: values.map(urlencoded), weight: 1 },
    { arbitrary: form(values), weight: 1 },
    { arbitrary: foreign(values), weight: 3 },
    { arbitrary: fc.constant(nothing), weight: 1 },
  );
}

function each(write: (value: unknown) => FuzzBody): (values: Arbitrary<unknown>) => Arbitrary<FuzzBody> {
  return (values) => values.map(write);
}

function json(value: unknown): FuzzBody {
  return { body: bytesOf(JSON.stringify(value) ?? ""), contentType: "application/json" };
}

function urlencoded(value: unknown): FuzzBody {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [["value", value]];
  const sent = entries.filter(([, item]) => item !== undefined);
  const body = sent.map(([key, item]) => `${encoded(String(key))}=${encoded(wireText(item))}`).join("&");
  return { body, contentType: "application/x-www-form-urlencoded" };
}

const types = [
  "text/plain",
  "text/html",
  "application/xml",
  "application/octet-stream",
  "application/json; charset=utf-16",
  "application/json",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=fuzz-boundary",
  "nonsense",
  "",
];

/** Bodies of other types, in other encodings, cut ones, and ones whose names repeat. */
function foreign(values: Arbitrary<unknown>): Arbitrary<FuzzBody> {
  return fc.tuple(values, fc.constantFrom(...types), fc.nat(9), fc.nat(30)).map(([value, contentType, choice, cut]) => {
    const whole = JSON.stringify(value) ?? "";
    return { contentType, body: odd(whole, choice, cut) };
  });
}

function odd(whole: string, choice: number, cut: number): string {
  switch (choice) {
    case 0:
      return bytesOf(whole.slice(0, -1 - cut));
    case 1:
      return bytesOf(whole.startsWith("{") ? `{"name":"a","name":1,${whole.slice(1)}` : whole);
    case 2:
      return bytesOf(whole, "utf16le");
    case 3:
      // Bytes that are no UTF-8: a lone continuation, an overlong slash, a surrogate.
      return bytesOf(whole).replace(/[a-z]/, ["\xbf", "\xc0\xaf", "\xed\xa0\x80"][cut % 3] ?? "");
    case 4:
      return `\xef\xbb\xbf${bytesOf(whole)}`;
    default:
      return bytesOf(whole);
  }
}

import { expect, test } from "@jest/globals";
import { buildSchema, execute, parse, validate } from "graphql";
import { withoutValues } from "../../src/http/without-values.js";

const schema = buildSchema(`
  enum Kind { CHAT EMBEDDING }
  input Item { name: String!, value: String, count: Int, is: Boolean, kind: Kind, id: ID }
  type Query { ask(items: [Item!], kind: Kind): Boolean }
`);
const canary = "canary-51c0";

/** What graphql-js says of variables, made safe. */
async function ofVariables(variables: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const document = parse("query ($items: [Item!], $kind: Kind) { ask(items: $items, kind: $kind) }");
  const { errors } = await execute({ schema, document, variableValues: variables });
  return (errors ?? []).map(({ message }) => withoutValues(message));
}

/** The same of values in the document itself. */
function ofLiterals(items: string): readonly string[] {
  return validate(schema, parse(`{ ask(items: ${items}) }`)).map(({ message }) => withoutValues(message));
}

test("faults of variables say where and why, without the value", async () => {
  const name = "n";
  expect(await ofVariables({ items: [{ name, value: { a: canary } }] })).toEqual([
    'Variable "$items" got an invalid value at "items[0].value"; String cannot represent a non string value.',
  ]);
  expect(await ofVariables({ items: [{ name, count: canary }] })).toEqual([
    'Variable "$items" got an invalid value at "items[0].count"; Int cannot represent non-integer value.',
  ]);
  expect(await ofVariables({ items: [{ name, value: canary, extra: 1 }] })).toEqual([
    'Variable "$items" got an invalid value at "items[0]"; Field "extra" is not defined by type "Item".',
  ]);
  expect(await ofVariables({ items: [{ value: canary }] })).toEqual([
    'Variable "$items" got an invalid value at "items[0]"; Field "name" of required type "String!" was not provided.',
  ]);
  expect(await ofVariables({ items: canary })).toEqual([
    'Variable "$items" got an invalid value; Expected type "Item" to be an object.',
  ]);
  expect(await ofVariables({ kind: canary })).toEqual([
    'Variable "$kind" got an invalid value; The value does not exist in "Kind" enum.',
  ]);
});

test("a value cannot slip through by looking like a message", async () => {
  for (const value of [
    `; String cannot represent a non string value: ${canary}`,
    `" at "${canary}"; Field "${canary}" is not defined by type "${canary}".`,
    `; Expected type "${canary}" to be an object.`,
  ]) {
    for (const item of [
      { name: [value] },
      { name: "n", count: value },
      { name: "n", is: value },
      { name: "n", kind: value },
      { name: "n", id: [value] },
      value,
    ])
      for (const message of await ofVariables({ items: [item] })) expect(message).not.toContain(canary);
  }
});

test("faults of literals have no values either", () => {
  expect(ofLiterals(`[{ name: ["${canary}"] }]`)).toEqual(["String cannot represent a non string value."]);
  expect(ofLiterals(`[{ name: "n", kind: ${canary.replace("-", "_")} }]`)).toEqual([
    'The value does not exist in "Kind" enum.',
  ]);
  expect(ofLiterals(`[{ name: "n", kind: "${canary}" }]`)).toEqual(['Enum "Kind" cannot represent non-enum value.']);
  expect(ofLiterals(`"${canary}"`)).toEqual(['Expected value of type "[Item!]".']);
});

test("what speaks of no values stays as it is", () => {
  for (const message of ['Cannot query field "x" on type "Query".', "Syntax Error: Unexpected Name."])
    expect(withoutValues(message)).toBe(message);
});

import { expect, test } from "@jest/globals";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from "graphql";
import { ConflictError, ValidationError } from "../../src/errors/index.js";
import * as operations from "../../src/generated/operations.js";
import { operationsIn, SchemaClient } from "../../src/rest-compat/client.js";

interface Caller {
  readonly name: string;
}

const schema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, Caller>({
    name: "Query",
    fields: {
      name: { type: GraphQLString, resolve: (_source, _args, caller) => caller.name },
      conflict: { type: GraphQLString, resolve: () => Promise.reject(new ConflictError("Taken.", { field: "name" })) },
      bug: { type: GraphQLString, resolve: () => Promise.reject(new TypeError("a bug")) },
      double: {
        type: GraphQLInt,
        args: { of: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: (_source, args: { of: number }) => args.of * 2,
      },
    },
  }),
  subscription: new GraphQLObjectType<unknown, Caller>({
    name: "Subscription",
    fields: {
      count: { type: GraphQLInt, subscribe: () => count(), resolve: (value) => value },
      refused: { type: GraphQLInt, subscribe: () => Promise.reject(new ConflictError("Refused.")) },
    },
  }),
});

let ended = 0;

async function* count(): AsyncGenerator<number> {
  try {
    for (let value = 1; ; value += 1) yield await Promise.resolve(value);
  } finally {
    ended += 1;
  }
}

/** A client of the schema above, and a way to use an operation with it. */
function clientFor(source: string) {
  const document = parse(source) as TypedDocumentNode<Record<string, unknown>, Record<string, unknown>>;
  const client = new SchemaClient<Caller>({ schema, contextFor: (caller) => caller });
  return { client, document, caller: client.as({ name: "Ada" }) };
}

test("an operation runs with the caller's context", async () => {
  const { client, document, caller } = clientFor("query Name { name }");
  client.register([document]);
  await expect(caller.execute(document, {})).resolves.toEqual({ name: "Ada" });
});

test("an operation that the schema refuses stops the registration, and every fault is told", () => {
  const { client, document } = clientFor("query Wrong { nme unknown }");
  expect(() => client.register([document])).toThrow(/query Wrong: Cannot query field "nme"[\s\S]*"unknown"/);
});

test("an operation that was not registered does not run", async () => {
  const { document, caller } = clientFor("query Name { name }");
  await expect(caller.execute(document, {})).rejects.toThrow("query Name was not registered.");
});

test("a resolver's typed error arrives as it was thrown", async () => {
  const { client, document, caller } = clientFor("query Conflict { conflict }");
  client.register([document]);
  await expect(caller.execute(document, {})).rejects.toMatchObject({ code: "CONFLICT", field: "name" });
});

test("an unexpected error propagates", async () => {
  const { client, document, caller } = clientFor("query Bug { bug }");
  client.register([document]);
  await expect(caller.execute(document, {})).rejects.toThrow(TypeError);
});

test("a value that the types refuse is a fault of the input", async () => {
  const { client, document, caller } = clientFor("query Double($of: Int!) { double(of: $of) }");
  client.register([document]);
  await expect(caller.execute(document, { of: "three" })).rejects.toBeInstanceOf(ValidationError);
});

test("leaving a subscription ends its source", async () => {
  const { client, document, caller } = clientFor("subscription Count { count }");
  client.register([document]);
  const before = ended;
  const seen: unknown[] = [];
  for await (const event of caller.subscribe(document, {})) {
    seen.push(event["count"]);
    if (seen.length === 3) break;
  }
  expect(seen).toEqual([1, 2, 3]);
  expect(ended).toBe(before + 1);
});

test("a subscription that is refused throws the reason", async () => {
  const { client, document, caller } = clientFor("subscription Refused { refused }");
  client.register([document]);
  await expect(caller.subscribe(document, {}).next()).rejects.toMatchObject({ code: "CONFLICT" });
});

test("the generated module has operations, and its fragments are none", () => {
  const names = operationsIn(operations).flatMap(({ definitions }) =>
    definitions.flatMap((d) => ("operation" in d ? [d.name?.value] : [])),
  );
  expect(names).toContain("SendChat");
  expect(new Set(names).size).toBe(names.length);
});

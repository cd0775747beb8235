import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { validate } from "@readme/openapi-parser";
import type { z } from "zod";
import { buildOpenApi, dialects } from "../../src/rest-compat/openapi.js";
import { pathParameters } from "../../src/rest-compat/parameters.js";
import type { Dialect, Route } from "../../src/rest-compat/routing/route.js";

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly operationId: string; readonly responses: object; readonly security?: readonly object[] }
        >
      >
    >
  >;
}

const routes = dialects.flatMap((dialect) => dialect.routes.map((route) => [label(dialect, route), route] as const));

test("the document is valid OpenAPI", async () => {
  const result = await validate(structuredClone(buildOpenApi()) as never);
  expect(result).toMatchObject({ valid: true, warnings: [] });
});

test("every route is documented, with an operation id of its own", () => {
  const { paths } = buildOpenApi() as unknown as OpenApi;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  expect(operations).toHaveLength(routes.length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
});

test("routes that need a key tell of the answer to a wrong one, and the others that they need none", () => {
  const { paths } = buildOpenApi() as unknown as OpenApi;
  for (const { responses, security } of Object.values(paths).flatMap((path) => Object.values(path))) {
    const tellsRefusal = "403" in responses || "401" in responses;
    expect(tellsRefusal || security !== undefined).toBe(true);
  }
});

test.each(routes)("%s is described, with examples that it takes and gives", (_label, route) => {
  expect(undescribed(route)).toEqual([]);
  expect(faultyExamples(route)).toEqual([]);
});

test("the committed document is the one that the routes make", () => {
  const committed: unknown = JSON.parse(readFileSync("openapi.json", "utf8"));
  expect(committed).toEqual(JSON.parse(JSON.stringify(buildOpenApi())));
});

function label({ basePaths }: Dialect, { method, path }: Route): string {
  return `${method} ${basePaths[0] ?? ""}${path}`;
}

/** What the documentation leaves unsaid of a route. */
function undescribed({ description, params, query, body, bodyExample }: Route): string[] {
  return [
    ...(description?.endsWith(".") === true ? [] : ["a description"]),
    ...(body === undefined || bodyExample !== undefined ? [] : ["an example of the body"]),
    ...Object.keys(params.shape).filter((name) => !(name in pathParameters)),
    ...Object.entries(query.shape).flatMap(([name, schema]) =>
      (schema as z.ZodType).description === undefined ? [name] : [],
    ),
  ];
}

/** Examples that the route would refuse, or does not give. */
function faultyExamples({ body, bodyExample, responses }: Route): unknown[] {
  const given = Object.values(responses).map(({ schema, example }) => ({ schema, example }));
  return [{ schema: body, example: bodyExample }, ...given].flatMap(({ schema, example }) => {
    const error = example === undefined ? undefined : schema?.safeParse(example).error;
    return error === undefined ? [] : [error];
  });
}

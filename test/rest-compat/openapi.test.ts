import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { validate } from "@readme/openapi-parser";
import { buildOpenApi, dialects } from "../../src/rest-compat/openapi.js";

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operationId: string; readonly responses: object }>>>
  >;
}

test("the document is valid OpenAPI", async () => {
  const result = await validate(structuredClone(buildOpenApi()) as never);
  expect(result).toMatchObject({ valid: true, warnings: [] });
});

test("every route is documented, with an operation id of its own and the answer to a wrong key", () => {
  const { paths } = buildOpenApi() as unknown as OpenApi;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  expect(operations).toHaveLength(dialects.flatMap(({ routes }) => routes).length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { responses } of operations)
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(["200", "403"]));
});

test("the committed document is the one that the routes make", () => {
  const committed: unknown = JSON.parse(readFileSync("openapi.json", "utf8"));
  expect(committed).toEqual(JSON.parse(JSON.stringify(buildOpenApi())));
});

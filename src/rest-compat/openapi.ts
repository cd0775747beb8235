import { z } from "zod";
import { embedWidget } from "./embed-widget/index.js";
import { anythingllm } from "./anythingllm/index.js";
import { anythingllmRoot } from "./anythingllm/root.js";
import { openai } from "./openai/index.js";
import { platform } from "./platform/index.js";
import { pathParameters } from "./parameters.js";
import type { Dialect, DocumentedResponse, Route } from "./routing/route.js";

/** Every dialect that is served, in the order of the documentation. */
export const dialects: readonly Dialect[] = [anythingllm, anythingllmRoot, platform, openai, embedWidget];

/** The OpenAPI 3.1 document of all dialects, made from the tables that serve the requests. */
export function buildOpenApi(): Record<string, unknown> {
  const schemas = new SchemaPrinter();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const dialect of dialects) {
    for (const route of dialect.routes) {
      const path = `${dialect.basePaths[0] ?? ""}${route.path}`.replace(/^\/api/, "").replace(/:(\w+)/g, "{$1}");
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(dialect, route, schemas) };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Docent REST API",
      version: "1.0.0",
      description:
        "Dialects of other servers, so that their clients work. The paths also work without the `/api` in front. New programs are better served by GraphQL at `/graphql`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api" }],
    security: [{ apiKey: [] }],
    tags: [...new Set(dialects.flatMap(({ routes }) => routes.flatMap(({ tags }) => tags)))].map((name) => ({ name })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: schemas.named,
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key: `Authorization: Bearer <key>`." },
      },
    },
  };
}

function operationOf(dialect: Dialect, route: Route, schemas: SchemaPrinter): Record<string, unknown> {
  return {
    operationId: operationIdOf(dialect, route),
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    tags: route.tags,
    ...securityOf(dialect, route),
    parameters: [
      ...parametersOf("path", schemas.print(route.params)),
      ...parametersOf("query", schemas.print(route.query)),
    ],
    ...(route.body === undefined ? {} : { requestBody: requestBodyOf(route, schemas.print(route.body)) }),
    responses: Object.fromEntries(
      Object.entries({ ...route.responses, 429: tooManyRequests }).map(([status, response]) => [
        status,
        responseOf(response, schemas),
      ]),
    ),
  };
}

/** Says where a route needs no key; all others do. */
function securityOf({ gate }: Dialect, { credential }: Route): { readonly security?: readonly object[] } {
  if (gate !== undefined || credential === "none") return { security: [] };
  return credential === "optional" ? { security: [{}, { apiKey: [] }] } : {};
}

/** What every route may answer; the body is in the shape of the route's other errors. */
const tooManyRequests: DocumentedResponse = {
  description:
    "Too many requests, or too many questions of a day. `Retry-After` says in how many seconds to come again.",
  contentType: "application/json",
  schema: z.unknown(),
};

function operationIdOf({ name }: Dialect, { method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return [name, method.toLowerCase(), ...words].join("_");
}

function parametersOf(place: "path" | "query", { properties = {}, required = [] }: JsonSchema): object[] {
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description === undefined ? {} : { description }),
    ...(place === "path" ? pathParameters[name] : {}),
    schema,
  }));
}

function requestBodyOf(route: Route, schema: JsonSchema): object {
  const example = route.bodyExample === undefined ? {} : { example: route.bodyExample };
  const json = { "application/json": { schema, ...example } };
  const isRequired = route.body?.safeParse({}).success === false;
  const file = { type: "string", contentMediaType: "application/octet-stream" };
  if (route.files !== undefined) {
    const { fields, most } = route.files;
    const files = { type: "array", items: file, maxItems: most };
    const form = { ...schema, properties: { [fields[0]]: files, ...schema.properties } };
    return { required: isRequired, content: { ...json, "multipart/form-data": { schema: form } } };
  }
  if (route.file === undefined) return { required: isRequired, content: json };
  const { properties, required = [] } = schema;
  const form = {
    type: "object",
    properties: { [route.file]: file, ...properties },
    required: [route.file, ...required],
  };
  return { required: true, content: { "multipart/form-data": { schema: form, ...example } } };
}

function responseOf({ description, schema, contentType, example }: DocumentedResponse, schemas: SchemaPrinter): object {
  const type = contentType ?? (schema === undefined ? "text/plain" : "application/json");
  const content = schema === undefined ? { type: "string" } : schemas.print(schema);
  return { description, content: { [type]: { schema: content, ...(example === undefined ? {} : { example }) } } };
}

/** The parts of a JSON schema that are looked into here. */
interface JsonSchema {
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
  readonly required?: readonly string[];
  readonly $defs?: Readonly<Record<string, object>>;
}

/** Prints JSON schemas; those that carry an id are printed once and referred to. */
class SchemaPrinter {
  /** The schemas with an id, by it. */
  readonly named: Record<string, object> = {};

  /** The JSON schema of what a client sends, or is sent. Objects may have more properties than are documented. */
  print(schema: z.ZodType): JsonSchema {
    const printed = z.toJSONSchema(schema, {
      target: "draft-2020-12",
      io: "output",
      unrepresentable: "any",
      override: ({ jsonSchema }) => {
        if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      },
    });
    const moved = JSON.parse(JSON.stringify(printed).replaceAll("#/$defs/", "#/components/schemas/")) as JsonSchema &
      Record<string, unknown>;
    const { $schema: _dialect, $defs = {}, ...document } = moved;
    for (const [id, definition] of Object.entries($defs)) this.named[id] = withoutId(definition);
    return withoutId(document);
  }
}

function withoutId<T extends object>(schema: T): Omit<T, "id"> {
  const { id: _id, ...rest } = schema as T & { readonly id?: unknown };
  return rest;
}

import { readFileSync } from "node:fs";

/** A JSON schema, as far as the OpenAPI document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly contentMediaType?: string;
}

/** A parameter of a path or of a query string. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** One documented operation. */
export interface Operation {
  readonly method: string;
  /** With parameters in braces, as it is served. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** The documented bodies, by their content types; none: it takes no body. */
  readonly bodies: readonly { readonly contentType: string; readonly schema: Schema; readonly example: unknown }[];
}

interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
}

interface Document {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly Parameter[];
            readonly servers?: readonly { readonly url: string }[];
            readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
          }
        >
      >
    >
  >;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

const methods = new Set(["get", "post", "put", "patch", "delete"]);

/** Every operation of the committed OpenAPI document, and its named schemas. */
export function readContract(): { readonly operations: readonly Operation[]; resolve(schema: Schema): Schema } {
  const document = JSON.parse(readFileSync("openapi.json", "utf8")) as Document;
  const base = document.servers?.[0]?.url ?? "";
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]): Operation => ({
        method: method.toUpperCase(),
        path: `${operation.servers?.[0]?.url ?? base}${path}`,
        parameters: operation.parameters ?? [],
        bodies: Object.entries(operation.requestBody?.content ?? {}).map(([contentType, { schema, example }]) => ({
          contentType,
          schema: schema ?? {},
          example,
        })),
      })),
  );
  const schemas = document.components?.schemas ?? {};
  return {
    operations,
    resolve: (schema) => (schema.$ref === undefined ? schema : (schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {})),
  };
}

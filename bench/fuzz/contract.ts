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
  /** The documented content type of the body; null: there is none. */
  readonly contentType: string | null;
  readonly body: Schema | null;
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
            readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
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
      .map(([method, operation]): Operation => {
        const [content] = Object.entries(operation.requestBody?.content ?? {});
        return {
          method: method.toUpperCase(),
          path: `${operation.servers?.[0]?.url ?? base}${path}`,
          parameters: operation.parameters ?? [],
          contentType: content?.[0] ?? null,
          body: content?.[1].schema ?? null,
        };
      }),
  );
  const schemas = document.components?.schemas ?? {};
  return {
    operations,
    resolve: (schema) => (schema.$ref === undefined ? schema : (schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {})),
  };
}

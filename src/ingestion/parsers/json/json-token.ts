/** What a JSON text consists of. Numbers are kept as they are written, since few programs can hold every one of them. */
export type JsonToken =
  { readonly type: "{" | "}" | "[" | "]" } | { readonly type: "key" | "string" | "word"; readonly text: string };

/** A value that is small enough to be held. The members of an object keep their order, also those of one name. */
export type JsonValue =
  | { readonly kind: "object"; readonly members: readonly (readonly [key: string, value: JsonValue])[] }
  | { readonly kind: "array"; readonly items: readonly JsonValue[] }
  /** A text, or a number, truth value or null as it is written. */
  | { readonly kind: "scalar"; readonly text: string };

import { ValidationError } from "../errors/index.js";

/**
 * Refuses strings that Postgres cannot store (a NUL character), anywhere in the arguments. Without this they would
 * fail deep inside as an unexpected error.
 * @throws ValidationError with the path of the first such string.
 */
export function assertStorable(value: unknown, path: readonly string[] = []): void {
  if (typeof value === "string") {
    if (value.includes("\u0000")) {
      throw new ValidationError("must not contain a NUL character", { field: path.join(".") });
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      assertStorable(item, [...path, String(index)]);
    });
  } else if (isPlain(value)) {
    for (const [key, item] of Object.entries(value)) assertStorable(item, [...path, key]);
  }
}

/** Uploads, dates and other class instances are left alone; GraphQL's argument objects have no prototype. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

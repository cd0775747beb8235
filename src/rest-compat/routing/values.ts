import { z } from "zod";

/** A number, also as text: forms and some clients send numbers so. */
export function numeric(inner: z.ZodNumber = z.number()): z.ZodType<number> {
  return z.preprocess(
    (value) =>
      typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value,
    inner,
  );
}

/** A boolean, also as text or as 0 and 1. */
export function flag(): z.ZodType<boolean> {
  return z.preprocess((value) => {
    if (value === "true" || value === "1" || value === 1) return true;
    if (value === "false" || value === "0" || value === 0) return false;
    return value;
  }, z.boolean());
}

/** An object, also as its JSON in a string: multipart forms have no other way to send one. */
export function objectOrJson<Shape extends z.ZodType>(shape: Shape): z.ZodType<z.output<Shape>> {
  return z.preprocess((value) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }, shape);
}

/** Removes the properties that are undefined or null: to the schema, what is absent is not given. */
export function given<T extends object>(values: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [Key in keyof T]?: NonNullable<T[Key]> };
}

/** The same, keeping null: to the schema, null is a value. */
export function defined<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}

/** Names properties that were ignored; null: there were none. */
export function ignored(unknownKeys: readonly string[]): string | null {
  return unknownKeys.length === 0 ? null : `Ignored unknown properties: ${unknownKeys.slice(0, 20).join(", ")}.`;
}

/** The pages of a list, one after the other, until the last. */
export async function* pages<
  Page extends { readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } },
>(read: (after: string | null) => Promise<Page>): AsyncGenerator<Page, void, void> {
  let after: string | null = null;
  for (;;) {
    const page: Page = await read(after);
    yield page;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

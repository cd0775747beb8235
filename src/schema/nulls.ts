/** An input without the properties that are null. */
export type WithoutNulls<T> = { [Key in keyof T]: Exclude<T[Key], null> };

/**
 * For inputs in which null means the same as leaving out: GraphQL lets a caller give null wherever a value may be left
 * out, and clients do.
 */
export function withoutNulls<T extends object>(input: T): WithoutNulls<T> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null)) as WithoutNulls<T>;
}

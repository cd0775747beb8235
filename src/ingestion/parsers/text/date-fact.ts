/** The moment that a document names as its date, or null when it is none that can be true. */
export function dateFact(value: unknown): Date | null {
  const date =
    value instanceof Date
      ? value
      : typeof value === "string" && value.length <= 64
        ? new Date(value)
        : new Date(Number.NaN);
  const year = date.getUTCFullYear();
  return year >= 1000 && year <= 9999 ? date : null;
}

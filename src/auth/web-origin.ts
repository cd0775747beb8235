/**
 * The origin of a URL in the one spelling that it has (`https://example.com`): lower case,
 * without a default port. null for what has none.
 */
export function webOriginOf(given: string | null | undefined): string | null {
  if (given === null || given === undefined || !URL.canParse(given)) return null;
  const { origin } = new URL(given);
  return origin === "null" ? null : origin;
}

/**
 * Whether an embed admits a page.
 * @param allowedOrigins as the embed has them: origins in their one spelling, or `*`
 * @param webOrigin the request's `Origin` header, which browsers write in that spelling, so that any other is refused;
 * without one it is no page's, and only an embed for everybody admits it
 */
export function admitsOrigin(allowedOrigins: readonly string[], webOrigin: string | null): boolean {
  return allowedOrigins.some((one) => one === "*" || one === webOrigin);
}

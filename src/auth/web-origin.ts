/**
 * The origin of a URL, or of an `Origin` header, in the one spelling that it has (`https://example.com`): lower case,
 * without a default port. null for what has none, such as the `null` of a page in a sandbox.
 */
export function webOriginOf(given: string | null | undefined): string | null {
  if (given === null || given === undefined || !URL.canParse(given)) return null;
  const { origin } = new URL(given);
  return origin === "null" ? null : origin;
}

/**
 * Whether an embed admits a page.
 * @param allowedOrigins as the embed has them: origins in their one spelling, or `*`
 * @param webOrigin the request's `Origin` header; without one it is no page's, and only an embed for everybody admits it
 */
export function admitsOrigin(allowedOrigins: readonly string[], webOrigin: string | null): boolean {
  if (allowedOrigins.includes("*")) return true;
  const origin = webOriginOf(webOrigin);
  return origin !== null && allowedOrigins.includes(origin);
}

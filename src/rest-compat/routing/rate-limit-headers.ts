/**
 * What the headers say while no limit applies, since clients read them as numbers: as many requests as can be counted.
 * The transport replaces them where one does.
 */
export function unlimited(): Record<string, string> {
  const most = String(2 ** 31 - 1);
  const now = String(Math.ceil(Date.now() / 1_000));
  return { "x-ratelimit-limit": most, "x-ratelimit-remaining": most, "x-ratelimit-reset": now };
}

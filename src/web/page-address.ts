/** Parameters by which sites follow visitors around; they never change what a page says. */
const tracking = /^(?:utm_\w+|gclid|dclid|fbclid|msclkid|mc_cid|mc_eid|yclid|igshid)$/i;
const longest = 2_000;

/**
 * The address of a page in the one form by which pages are told apart: absolute, without a fragment and without what
 * only follows visitors around. Null for what is no address of the web, names a user or a password, or has more than
 * 2,000 characters.
 * @param base what a relative address stands on.
 */
export function pageAddress(text: string, base?: string): string | null {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  if (url.username !== "" || url.password !== "") return null;
  url.hash = "";
  // Setting parameters spells the others anew, which some servers do not take for the same.
  const followed = [...url.searchParams.keys()].filter((name) => tracking.test(name));
  for (const name of followed) url.searchParams.delete(name);
  return url.href.length > longest ? null : url.href;
}

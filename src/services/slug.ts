import { randomInt, randomUUID } from "node:crypto";
import slugify from "slugify";
import type { Transactions } from "../database/transaction.js";

/** Makes a name fit for URLs: transliterated, lower-case, words joined by hyphens; a random uuid when nothing is left. */
export function slugOf(name: string): string {
  const slug = slugify(name, { lower: true, strict: true }).slice(0, 255);
  return slug === "" ? randomUUID() : slug;
}

/** The same with its capitals: within a workspace, threads are told apart by them. */
export function slugInWorkspace(name: string): string {
  const slug = slugify(name, { strict: true }).slice(0, 255);
  return slug === "" ? randomUUID() : slug;
}

/**
 * A slug for a new workspace: the name's own, or with eight random digits when that is taken. Runs in the transaction
 * that inserts the workspace; the lock makes two of the same name wait for one another.
 */
export async function availableSlug(transactions: Transactions, name: string): Promise<string> {
  const slug = slugOf(name);
  await transactions.query("SELECT pg_advisory_xact_lock(hashtext('workspace-slug'), hashtext($1))", [slug]);
  const taken = await transactions.query("SELECT 1 FROM workspace WHERE slug = $1", [slug]);
  return taken.length === 0 ? slug : `${slug}-${String(randomInt(10_000_000, 100_000_000))}`;
}

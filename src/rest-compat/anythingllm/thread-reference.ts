import {
  FindPersonOperation,
  FindThreadOperation,
  type ThreadFieldsFragment,
  type WorkspaceFieldsFragment,
} from "../../generated/operations.js";
import { DocentError, NotFoundError } from "../../errors/index.js";
import type { CallerClient } from "../client.js";

/** What a path names by the slugs of a workspace and of a thread in it. */
export interface FoundThread {
  /** null: none that the caller may see. */
  readonly workspace: WorkspaceFieldsFragment | null;
  /** null: none that the caller may see. */
  readonly thread: ThreadFieldsFragment | null;
}

/** A thread that must be there. */
export interface KnownThread extends FoundThread {
  readonly workspace: WorkspaceFieldsFragment;
  readonly thread: ThreadFieldsFragment;
}

/** Finds a thread by its slug; the workspace also by its number. */
export async function findThread(client: CallerClient, reference: string, slug: string): Promise<FoundThread> {
  const { workspace } = await client.execute(FindThreadOperation, { reference, slug });
  return { workspace, thread: workspace?.threads.nodes[0] ?? null };
}

/** @throws NotFoundError in the words of the caller's choice. */
export async function threadOf(
  client: CallerClient,
  params: Readonly<Record<string, string>>,
  words: (params: { slug: string; threadSlug: string }, missing: "Workspace" | "Thread") => string,
): Promise<KnownThread> {
  const named = { slug: params["slug"] ?? "", threadSlug: params["threadSlug"] ?? "" };
  const { workspace, thread } = await findThread(client, named.slug, named.threadSlug);
  if (workspace === null) throw new UnknownThreadError(words(named, "Workspace"));
  if (thread === null) throw new UnknownThreadError(words(named, "Thread"));
  return { workspace, thread };
}

class UnknownThreadError extends NotFoundError {
  constructor(message: string) {
    super("Thread");
    this.message = message;
  }
}

/** Whom a number stands for. */
export type NamedPerson =
  | { readonly kind: "user"; readonly id: string }
  /** Where there are no accounts, any number is as good as none. */
  | { readonly kind: "nobody" }
  /** There is no such user, or none whom the caller may look up. */
  | { readonly kind: "unknown" };

/** The user with a number, as programs name the people whom they serve. */
export async function personOf(client: CallerClient, number: number | null | undefined): Promise<NamedPerson> {
  if (number === null || number === undefined) return { kind: "nobody" };
  if (number < 1 || number > 2_147_483_647) return { kind: "unknown" };
  try {
    const { instance, users } = await client.execute(FindPersonOperation, { databaseId: number });
    const [user] = users.nodes;
    if (!instance.multiUserMode) return { kind: "nobody" };
    return user === undefined ? { kind: "unknown" } : { kind: "user", id: user.id };
  } catch (error) {
    // Only managers look people up.
    if (error instanceof DocentError && error.kind === "forbidden") return { kind: "unknown" };
    throw error;
  }
}

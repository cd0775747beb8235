import type { IncomingHttpHeaders } from "node:http";
import { FindThreadOfModelOperation } from "../../generated/operations.js";
import { DocentError, ValidationError } from "../../errors/index.js";
import type { CallerClient } from "../client.js";

const longestName = 255;

/** What a request names on purpose: a conversation that the server keeps. `user` names a person, never that. */
export interface NamedConversation {
  /** The caller's own key. */
  readonly sessionId: string | null;
  /** The slug of a thread of the workspace. */
  readonly threadSlug: string | null;
}

/**
 * Reads the conversation that a request names by its headers or, where they name none, by its `metadata`.
 * @throws ValidationError for a name that is no text of 1 to 255 characters, and when both are named.
 */
export function namedConversation(
  headers: IncomingHttpHeaders,
  metadata: Readonly<Record<string, unknown>>,
): NamedConversation {
  const sessionId = nameIn([headers["x-session-id"], metadata["sessionId"], metadata["session_id"]], "sessionId");
  const threadSlug = nameIn(
    [headers["x-thread-slug"], metadata["threadSlug"], metadata["thread_slug"], metadata["threadId"]],
    "threadSlug",
  );
  if (sessionId !== null && threadSlug !== null) {
    throw new ValidationError("names a thread, and there is a session as well: one of them", {
      field: "metadata.threadSlug",
    });
  }
  return { sessionId, threadSlug };
}

function nameIn(candidates: readonly unknown[], name: string): string | null {
  const named = candidates.find((value) => value !== undefined && value !== null && value !== "");
  if (named === undefined) return null;
  if (typeof named !== "string" || named.length > longestName) {
    throw new ValidationError(`must be text of at most ${longestName} characters`, { field: `metadata.${name}` });
  }
  return named;
}

/** The workspace has no such thread. */
class UnknownThreadError extends DocentError {
  constructor(slug: string) {
    super("notFound", "THREAD_NOT_FOUND", `The thread '${slug}' does not exist in this workspace.`, {
      field: "metadata.threadSlug",
    });
  }
}

/**
 * The id of a workspace's thread.
 * @throws DocentError of kind notFound when there is none that the caller may know of.
 */
export async function threadNamed(client: CallerClient, workspaceId: string, slug: string): Promise<string> {
  const { workspace } = await client.execute(FindThreadOfModelOperation, { workspaceId, slug });
  const [thread] = workspace?.threads.nodes ?? [];
  if (thread === undefined) throw new UnknownThreadError(slug);
  return thread.id;
}

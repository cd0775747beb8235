import { DocentError } from "../errors/index.js";

/**
 * Whether a fault of work on something from elsewhere is this server's own, and may pass: its database or its store of
 * files is away, or has no time. What the work was on is not to blame then.
 */
export function isOwnFault(error: unknown): boolean {
  return error instanceof DocentError && error.kind === "unavailable";
}

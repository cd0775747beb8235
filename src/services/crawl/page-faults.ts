import { DocentError } from "../../errors/index.js";
import { LinkError } from "../../web/errors.js";

/** Answers by which a server says that it may answer otherwise later (RFC 9110, RFC 8470, RFC 6585). */
const passingStatuses: ReadonlySet<number> = new Set([408, 425, 429]);

/** Whether a page that could not be had may be had later. What nobody expected may be anything. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof DocentError)) return true;
  if (error.code === "LINK_TIMEOUT" || error.code === "LINK_UNREACHABLE") return true;
  const status = error instanceof LinkError ? (error.status ?? 0) : 0;
  return passingStatuses.has(status) || status >= 500;
}

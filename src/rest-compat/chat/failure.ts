import type { Fault, Statuses } from "../routing/fault.js";
import type { ChatFinished } from "./exchange.js";

/**
 * The fault of an answer that did not come to its end: the model's server failed or was too slow, or this server was
 * stopped. null for an answer that is whole, or was stopped on purpose.
 */
export function failureOf(finished: ChatFinished, table: Statuses): Fault | null {
  if (finished.status !== "FAILED" && finished.status !== "INTERRUPTED") return null;
  const code = finished.error?.code ?? finished.status;
  const message = finished.error?.message ?? "The answer was interrupted.";
  const kind = kindOf(code);
  return { kind, status: kind === "unexpected" ? 500 : table[kind], code, message };
}

function kindOf(code: string): "timeout" | "upstream" | "unavailable" | "unexpected" {
  if (code === "UPSTREAM_TIMEOUT") return "timeout";
  if (code.startsWith("UPSTREAM_") || code === "EMPTY_COMPLETION") return "upstream";
  return code === "INTERRUPTED" || code === "OVERLOADED" ? "unavailable" : "unexpected";
}

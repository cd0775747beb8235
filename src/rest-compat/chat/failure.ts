import type { Fault, Statuses } from "../routing/fault.js";
import type { ChatFinished } from "./exchange.js";

/**
 * The fault of an answer that did not come to its end: the model's server failed or was too slow, the question is not for
 * this model, or this server was stopped. null for an answer that is whole, or was stopped on purpose.
 */
export function failureOf(finished: ChatFinished, table: Statuses): Fault | null {
  if (finished.status !== "FAILED" && finished.status !== "INTERRUPTED") return null;
  const code = finished.error?.code ?? finished.status;
  const message = finished.error?.message ?? "The answer was interrupted.";
  const kind = kindOf(code);
  return { kind, status: kind === "unexpected" ? 500 : table[kind], code, message };
}

const kinds: Readonly<Record<string, Fault["kind"]>> = {
  UPSTREAM_TIMEOUT: "timeout",
  EMPTY_COMPLETION: "upstream",
  INTERRUPTED: "unavailable",
  OVERLOADED: "unavailable",
  // What only shows once the model is chosen and the prompt is built.
  BAD_USER_INPUT: "invalid",
  PAYLOAD_TOO_LARGE: "tooLarge",
};

function kindOf(code: string): Fault["kind"] {
  return kinds[code] ?? (code.startsWith("UPSTREAM_") ? "upstream" : "unexpected");
}

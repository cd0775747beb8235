import { DocentError } from "../errors/index.js";
import type { Logger } from "../observability/logger.js";
import { type Arrived, IntakeOutcome } from "./arrivals.js";

/** Why one of many files could not be taken; it may be shown to whoever sent it. */
export interface ItemFailure {
  readonly code: string;
  readonly message: string;
  /** What of the item is at fault. */
  readonly field: string | null;
}

/** What became of one of many files. */
export type IntakeResult =
  | (Arrived & { readonly error: null })
  | { readonly outcome: "failed"; readonly document: null; readonly duplicateOf: null; readonly error: ItemFailure };

/** What is told of a file that could not be taken. The unexpected is masked and logged, since the answer goes on. */
export function failureOf(logger: Pick<Logger, "error">, error: unknown): IntakeResult {
  const result = { outcome: IntakeOutcome.FAILED, document: null, duplicateOf: null };
  if (error instanceof DocentError) {
    const { code, message, field = null } = error;
    return { ...result, error: { code, message, field } };
  }
  logger.error({ err: error }, "a file could not be taken into the library");
  const message = "Something went wrong on the server; its log says what.";
  return { ...result, error: { code: "INTERNAL_SERVER_ERROR", message, field: null } };
}

import { type ErrorShape, json } from "../routing/answer.js";
import { type Fault, statuses, type Statuses } from "../routing/fault.js";

/** As in AnythingLLM, a key that does not do is 403 here too; the rest is OpenAI's. */
export const openaiStatuses: Statuses = { ...statuses, unauthenticated: 403 };

/** OpenAI's error object. It has a code only where there is more to say than that the request is not valid. */
export function errorBody({ kind, message, field, code }: Pick<Fault, "kind" | "message" | "field" | "code">) {
  const said = code in codes ? codes[code] : code.toLowerCase();
  return { error: { message, type: types[kind] ?? "invalid_request_error", param: field ?? null, code: said } };
}

/** Codes that OpenAI says otherwise; null: it says none. */
const codes: Readonly<Record<string, string | null>> = {
  BAD_USER_INPUT: null,
  BAD_REQUEST: null,
  RATE_LIMITED: "rate_limit_exceeded",
  DAILY_LIMIT_REACHED: "rate_limit_exceeded",
};

/** `{"error": {message, type, param, code}}`, on every route. */
export const openaiError: ErrorShape = (fault) => json(errorBody(fault), fault.status);

/** A missing or wrong API key, and one that may not do this. */
export const refused: ErrorShape = (fault) => {
  if (fault.kind !== "unauthenticated") return openaiError(fault);
  const { kind, status } = fault;
  return json(errorBody({ kind, message: "No valid api key found.", code: "invalid_api_key" }), status);
};

const types: Readonly<Partial<Record<Fault["kind"], string>>> = {
  unauthenticated: "authentication_error",
  forbidden: "permission_error",
  rateLimited: "rate_limit_error",
  unavailable: "server_error",
  upstream: "server_error",
  timeout: "server_error",
  unexpected: "server_error",
};

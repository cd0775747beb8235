/** Names a request; the log entry of an unexpected error and the event log have the same name. */
export const requestIdHeader = "x-request-id";

/** Headers of every transport's answers that pages of other sites may read where they may read the answer. */
export const answerHeaders: readonly string[] = [
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-ratelimit-reset",
  "retry-after",
  requestIdHeader,
];

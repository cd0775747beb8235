import type { MetricsFieldsFragment } from "../../generated/operations.js";

/** What an answer cost, as AnythingLLM's clients read it; an empty object when no model was asked. */
export function presentMetrics(metrics: MetricsFieldsFragment | null, finishedAt: Date) {
  if (metrics === null) return {};
  const { promptTokens, completionTokens, duration, model, provider } = metrics;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    outputTps: duration > 0 ? completionTokens / duration : 0,
    duration,
    model,
    provider,
    timestamp: finishedAt.toISOString(),
  };
}

import { AsyncLocalStorage } from "node:async_hooks";

const signals = new AsyncLocalStorage<AbortSignal>();

/** Does work whose requests, made by {@link abortableFetch}, are aborted with a signal. */
export function withSignal<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
  return signal === undefined ? work() : signals.run(signal, work);
}

/** `fetch` for clients of vendors that take no signal for a call: knows that of {@link withSignal}. */
export const abortableFetch: typeof fetch = (input, init) => {
  const all = [init?.signal, signals.getStore()].filter((signal) => signal != null);
  return fetch(input, all.length === 0 ? init : { ...init, signal: AbortSignal.any(all) });
};

import type { Watch } from "../auth/viewer-watch.js";
import { UnauthenticatedError } from "../errors/index.js";

/**
 * The events of a subscription for as long as its viewer's rights last; then an error, even while no event is due. The
 * watch ends with the events. Leaving it leaves the events at once; a generator around a generator would wait for the next
 * of them first.
 * @throws UnauthenticatedError from `next`, once.
 */
export function whileWatched<Event>(
  events: AsyncGenerator<Event, void, void>,
  watch: Watch,
): AsyncGenerator<Event, void, void> {
  const { ended } = watch;
  // One promise for each event: racing against one promise for all of them would keep every event until the end.
  let giveUp: () => void = () => undefined;
  const onEnded = () => {
    giveUp();
  };
  ended.addEventListener("abort", onEnded);
  const leave = async () => {
    ended.removeEventListener("abort", onEnded);
    watch.release();
    await events.return();
  };
  const next = async (): Promise<IteratorResult<Event, void>> => {
    const result = await new Promise<IteratorResult<Event, void> | null>((resolve, reject) => {
      giveUp = () => {
        resolve(null);
      };
      if (ended.aborted) giveUp();
      else events.next().then(resolve, reject);
    });
    if (result?.done === false) return result;
    // Not awaited: a source that waits for its next event may leave only after it.
    void leave().catch(() => undefined);
    if (result === null) throw new UnauthenticatedError("The credential is valid no longer.");
    return result;
  };
  return {
    next,
    return: async () => {
      await leave();
      return { done: true, value: undefined };
    },
    throw: async (error: unknown) => {
      await leave();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: leave,
  };
}

/**
 * Makes ready values of a stream's events, so that the execution for each event has nothing left to do. Leaving it leaves
 * the stream at once, even while an event is awaited; a generator around a generator would wait for that event first.
 */
export function mapEvents<Event, Value>(
  events: AsyncGenerator<Event, void, void>,
  toValue: (event: Event) => Value,
): AsyncGenerator<Value, void, void> {
  const map = async (result: Promise<IteratorResult<Event, void>>): Promise<IteratorResult<Value, void>> => {
    const { done, value } = await result;
    return done === true ? { done, value } : { done: false, value: toValue(value) };
  };
  return {
    next: () => map(events.next()),
    return: () => map(events.return()),
    throw: (error: unknown) => map(events.throw(error)),
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => {
      await events.return();
    },
  };
}

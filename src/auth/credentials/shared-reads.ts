import DataLoader from "dataloader";

/**
 * Reads that share statements: what is asked for while a statement is under way waits for it, and is read by the next one,
 * together. A read never begins before it was asked for, so that it sees every change that was committed until then;
 * nothing is kept afterwards.
 * @param read the values of some keys, in their order; a key that was asked for twice comes twice
 */
export function sharedReads<Key, Value>(
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  let isReading = false;
  let sendNext: (() => void) | null = null;
  const loader = new DataLoader<Key, Value>(
    async (keys) => {
      isReading = true;
      try {
        return await read(keys);
      } finally {
        isReading = false;
        const send = sendNext;
        sendNext = null;
        send?.();
      }
    },
    {
      cache: false,
      batchScheduleFn: (send) => {
        if (isReading) sendNext = send;
        else queueMicrotask(send);
      },
    },
  );
  return (key) => loader.load(key);
}

import { describe, expect, test } from "@jest/globals";
import {
  LeaseCancelledError,
  type LeaseOwner,
  LeaseQueue,
  LeaseTimeoutError,
} from "../../src/database/embedded/lease-queue.js";

const minute = 60_000;

function owner(activity: LeaseOwner["activity"] = "idle"): LeaseOwner {
  return { activity };
}

describe("the lease of the embedded database", () => {
  test("goes to one at a time, in the order of asking", async () => {
    const queue = new LeaseQueue(minute);
    const owners = [owner(), owner(), owner(), owner()];
    const served: number[] = [];
    const all = owners.map(async (each, index) => {
      await queue.acquire(each);
      served.push(index);
      await Promise.resolve();
      expect(served.at(-1)).toBe(index);
      queue.release(each);
    });
    await Promise.all(all);
    expect(served).toEqual([0, 1, 2, 3]);
    expect(queue.waiting).toBe(0);
  });

  test("is not taken away by somebody who does not hold it", async () => {
    const queue = new LeaseQueue(minute);
    const [first, second, stranger] = [owner(), owner(), owner()];
    await queue.acquire(first);
    const waiting = queue.acquire(second);
    queue.release(stranger);
    expect(queue.waiting).toBe(1);
    queue.release(first);
    await waiting;
  });

  test("is refused after a while, with the likely reason, and goes to the next all the same", async () => {
    const queue = new LeaseQueue(20);
    const [holder, late, next] = [owner(), owner(), owner()];
    await queue.acquire(holder);
    await expect(queue.acquire(late)).rejects.toThrow(LeaseTimeoutError);
    await expect(queue.acquire(late)).rejects.toThrow(/waiting for a second connection inside a transaction/);
    queue.release(holder);
    await queue.acquire(next);
    await expect(queue.acquire(late)).rejects.toThrow(/is idle/);
  });

  test("tells a long statement from a forgotten transaction", async () => {
    const queue = new LeaseQueue(20);
    await queue.acquire(owner("running"));
    await expect(queue.acquire(owner())).rejects.toThrow(/still running a statement/);
  });

  test("can be given up while waiting", async () => {
    const queue = new LeaseQueue(minute);
    const [holder, waiter, next] = [owner(), owner(), owner()];
    await queue.acquire(holder);
    const given = expect(queue.acquire(waiter)).rejects.toThrow(LeaseCancelledError);
    const served = queue.acquire(next);
    queue.cancel(waiter);
    await given;
    queue.release(holder);
    await served;
  });

  test("is nobody's once the queue is closed", async () => {
    const queue = new LeaseQueue(minute);
    const [holder, waiter] = [owner(), owner()];
    await queue.acquire(holder);
    const waiting = expect(queue.acquire(waiter)).rejects.toThrow("the engine stopped");
    queue.close(new Error("the engine stopped"));
    await waiting;
    await expect(queue.acquire(owner())).rejects.toThrow("the engine stopped");
  });
});

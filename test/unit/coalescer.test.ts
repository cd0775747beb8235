import { describe, expect, test } from "@jest/globals";
import { Coalescer } from "../../src/database/coalescer.js";

/** Work that waits until it is let go, and keeps what it was given. */
function heldWork() {
  const groups: number[][] = [];
  let letGo: () => void = () => undefined;
  const work = async (items: readonly number[]): Promise<number[]> => {
    groups.push([...items]);
    await new Promise<void>((resolve) => (letGo = resolve));
    if (items.includes(13)) throw new Error("unlucky");
    return items.map((item) => item * 10);
  };
  return { groups, work, letGo: () => letGo() };
}

/** Lets everything that is ready happen. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("what is asked for at the same time", () => {
  test("is done at once when nothing is under way, and together while something is", async () => {
    const { groups, work, letGo } = heldWork();
    const coalescer = new Coalescer(work, { most: 3 });
    const results = [1, 2, 3, 4, 5].map((item) => coalescer.run(item));
    await settled();
    for (let round = 0; round < 3; round += 1) {
      letGo();
      await settled();
    }
    expect(await Promise.all(results)).toEqual([10, 20, 30, 40, 50]);
    expect(groups).toEqual([[1], [2, 3, 4], [5]]);
  });

  test("does not suffer from one that fails: each is done again for itself", async () => {
    const { groups, work, letGo } = heldWork();
    const coalescer = new Coalescer(work, { most: 10 });
    const results = [1, 12, 13, 14].map((item) => coalescer.run(item));
    const outcomes = Promise.allSettled(results);
    for (let round = 0; round < 6; round += 1) {
      await settled();
      letGo();
    }
    expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(groups).toEqual([[1], [12, 13, 14], [12], [13], [14]]);
  });

  test("is not held up for ever by work that hangs, where somebody has little patience", async () => {
    const hangs = new Promise<never>(() => undefined);
    const work = (items: readonly number[]) => (items.includes(1) ? hangs : Promise.resolve(items));
    const coalescer = new Coalescer<number, number>(work, { most: 10, patienceMilliseconds: 1 });
    void coalescer.run(1);
    expect(await Promise.all([coalescer.run(2), coalescer.run(3)])).toEqual([2, 3]);
    expect(await coalescer.run(4)).toBe(4);
  });

  test("goes on after a failure", async () => {
    const { work, letGo } = heldWork();
    const coalescer = new Coalescer(work, { most: 10 });
    const failing = coalescer.run(13);
    letGo();
    await expect(failing).rejects.toThrow("unlucky");
    const next = coalescer.run(2);
    letGo();
    expect(await next).toBe(20);
  });

  test("is as much together as fits, and one that is more than that alone", async () => {
    const { groups, work, letGo } = heldWork();
    const coalescer = new Coalescer(work, { most: 10, weigh: (item) => item });
    const results = [1, 4, 5, 2, 30, 3].map((item) => coalescer.run(item));
    for (let round = 0; round < 5; round += 1) {
      await settled();
      letGo();
    }
    expect(await Promise.all(results)).toEqual([10, 40, 50, 20, 300, 30]);
    expect(groups).toEqual([[1], [4, 5], [2], [30], [3]]);
  });

  test("waits for company as long as more is expected", async () => {
    const { groups, work, letGo } = heldWork();
    let expected = 2;
    const coalescer = new Coalescer(work, {
      most: 10,
      lingerMilliseconds: 60_000,
      expectsMore: (waiting) => waiting < expected,
    });
    const first = coalescer.run(1);
    await settled();
    expect(groups).toEqual([]);
    const second = coalescer.run(2);
    while (groups.length === 0) await settled();
    expected = 1;
    letGo();
    expect(await Promise.all([first, second])).toEqual([10, 20]);
    expect(groups).toEqual([[1, 2]]);
  });
});

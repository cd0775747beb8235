import { expect, test } from "@jest/globals";
import { ShareLock } from "../../src/workers/share-lock.js";

/** Work that begins when it is let in, and ends when it is told to. */
function work(log: string[], name: string) {
  let finish: (error?: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    finish = (error) => (error === undefined ? resolve() : reject(error));
  });
  const run = async (): Promise<string> => {
    log.push(name);
    await ended;
    return name;
  };
  return { run, finish };
}

/** Lets everything go on that can. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("many share, one is alone, and each has its turn in the order of their coming", async () => {
  const lock = new ShareLock();
  const log: string[] = [];
  const [first, second, sole, third, last] = ["first", "second", "sole", "third", "last"].map((name) =>
    work(log, name),
  );
  if (!first || !second || !sole || !third || !last) throw new Error("five are needed");
  const outcomes = [
    lock.share(first.run),
    lock.share(second.run),
    lock.alone(sole.run),
    lock.share(third.run),
    lock.alone(last.run),
  ];
  await settle();
  expect(log).toEqual(["first", "second"]);
  first.finish();
  await settle();
  expect(log).toEqual(["first", "second"]);
  second.finish();
  await settle();
  expect(log).toEqual(["first", "second", "sole"]);
  sole.finish();
  await settle();
  expect(log).toEqual(["first", "second", "sole", "third"]);
  third.finish();
  last.finish();
  expect(await Promise.all(outcomes)).toEqual(["first", "second", "sole", "third", "last"]);
});

test("work that fails leaves, and its error is told", async () => {
  const lock = new ShareLock();
  const broken = () => Promise.reject(new Error("broken"));
  await expect(lock.share(broken)).rejects.toThrow("broken");
  await expect(lock.alone(broken)).rejects.toThrow("broken");
  expect(await lock.alone(() => Promise.resolve("done"))).toBe("done");
});

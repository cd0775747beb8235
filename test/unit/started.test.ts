import { expect, test } from "@jest/globals";
import { started } from "../../src/rest-compat/routing/started.js";

async function collect<Piece>(pieces: AsyncIterable<Piece>): Promise<Piece[]> {
  const all: Piece[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

test("all pieces come, the first one too", async () => {
  async function* pieces() {
    yield* await Promise.resolve([1, 2, 3]);
  }
  expect(await collect(await started(pieces()))).toEqual([1, 2, 3]);
});

test("without pieces there are none", async () => {
  async function* pieces(): AsyncGenerator<number, void, void> {
    yield* await Promise.resolve([]);
  }
  expect(await collect(await started(pieces()))).toEqual([]);
});

test("what fails before the first piece fails at once, what fails later later", async () => {
  async function* pieces(before: number) {
    for (let piece = 0; piece < before; piece += 1) yield await Promise.resolve(piece);
    throw new Error("It broke.");
  }
  await expect(started(pieces(0))).rejects.toThrow("It broke.");
  await expect(collect(await started(pieces(1)))).rejects.toThrow("It broke.");
});

test("ending early ends the pieces, also before the first was taken", async () => {
  const ended: string[] = [];
  async function* pieces(name: string) {
    try {
      for (;;) yield await Promise.resolve(name);
    } finally {
      ended.push(name);
    }
  }
  for await (const piece of await started(pieces("taken"))) {
    if (piece === "taken") break;
  }
  const untouched = await started(pieces("untouched"));
  await untouched[Symbol.asyncIterator]().return?.();
  expect(ended).toEqual(["taken", "untouched"]);
});

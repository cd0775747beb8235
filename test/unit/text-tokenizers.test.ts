import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Tiktoken } from "js-tiktoken/lite";
import cl100k from "js-tiktoken/ranks/cl100k_base";
import o200k from "js-tiktoken/ranks/o200k_base";
import { chatTokenizerOf, loadTokenCounter, tokenizerOf } from "../../src/text/index.js";

describe("tokens are counted as the model counts them", () => {
  test("OpenAI's embedding models by their vocabulary, whoever serves them; others by an estimate", () => {
    expect(tokenizerOf("text-embedding-3-small")).toBe("cl100k_base");
    expect(tokenizerOf("nomic-embed-text")).toBe("estimate");
  });

  test.each([
    ["o200k_base", ["gpt-4o", "gpt-4o-mini-2024-07-18", "openai/gpt-4.1", "gpt-5.1", "o3-mini", "gpt-oss:20b"]],
    ["cl100k_base", ["gpt-4", "gpt-4-turbo-2024-04-09", "gpt-3.5-turbo", "azure/gpt-35-turbo"]],
    ["estimate", ["claude-sonnet-4-5", "llama3.3", "mistral-large", "ogpt-4o", "test-model", "o200"]],
  ] as const)("chat models of the family %s", (tokenizer, models) => {
    expect(models.map(chatTokenizerOf)).toEqual(models.map(() => tokenizer));
  });

  test("the vocabulary's counts are those that OpenAI publishes", async () => {
    // The examples of OpenAI's cookbook, "How to count tokens with tiktoken".
    const count = await loadTokenCounter("cl100k_base");
    expect(count("antidisestablishmentarianism")).toBe(6);
    expect(count("2 + 2 = 4")).toBe(7);
    expect(count("お誕生日おめでとう")).toBe(9);
    expect(count("<|endoftext|>")).toBeGreaterThan(1);
    expect((await loadTokenCounter("o200k_base"))("お誕生日おめでとう")).toBe(8);
  });

  test.each([
    ["cl100k_base", cl100k],
    ["o200k_base", o200k],
  ] as const)("%s counts whatever there is as js-tiktoken's encoder does", async (name, ranks) => {
    const count = await loadTokenCounter(name);
    const reference = new Tiktoken(ranks);
    const samples = [
      "",
      "The keeper logged 1,873 ships; it's late.\n\n\tconst x = await f(`${y}`);  // ok",
      "Mörderisch große Übung — naïve café. Маяк был построен. المنارة 灯台は一八七三年。👩‍🚀🏳️‍🌈\u0000",
    ];
    for (const text of samples) expect(count(text)).toBe(reference.encode(text, [], []).length);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
        expect(count(text)).toBe(reference.encode(text, [], []).length);
      }),
      { numRuns: 200 },
    );
  });

  test("counting ends soon after what is asked for, and a long run costs no more than its length", async () => {
    const count = await loadTokenCounter("o200k_base");
    const long = "word ".repeat(2_000_000);
    expect(count(long, 100)).toBeGreaterThan(100);
    expect(count(long, 100)).toBeLessThan(200);
    const run = count("字".repeat(20_000));
    expect(run).toBeGreaterThan(5_000);
    expect(run).toBeLessThan(60_001);
  });
});

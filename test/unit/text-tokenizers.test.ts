import { describe, expect, test } from "@jest/globals";
import { loadTokenCounter, tokenizerOf } from "../../src/text/index.js";

describe("tokens are counted as the embedding model counts them", () => {
  test("OpenAI's models by their vocabulary, whoever serves them; others by an estimate", () => {
    expect(tokenizerOf("text-embedding-3-small")).toBe("cl100k_base");
    expect(tokenizerOf("nomic-embed-text")).toBe("estimate");
  });

  test("the vocabulary's counts are those that OpenAI publishes", async () => {
    // The examples of OpenAI's cookbook, "How to count tokens with tiktoken".
    const count = await loadTokenCounter("cl100k_base");
    expect(count("antidisestablishmentarianism")).toBe(6);
    expect(count("2 + 2 = 4")).toBe(7);
    expect(count("お誕生日おめでとう")).toBe(9);
    expect(count("<|endoftext|>")).toBeGreaterThan(1);
  });
});

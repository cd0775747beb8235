import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { BuiltinEmbeddingModel } from "../../src/providers/builtin/embedding-model.js";
import { embedText, hashedDimensions } from "../../src/providers/builtin/feature-hashing.js";
import { selectCandidates } from "../../src/retrieval/candidates.js";
import { embeddedText, enrichChunks } from "../../src/retrieval/enrich.js";
import { fuse } from "../../src/retrieval/fuse.js";
import { packEntry } from "../../src/retrieval/posting-entry.js";
import { analyseQuery } from "../../src/retrieval/query-terms.js";
import { similarity } from "../../src/retrieval/similarity.js";
import { termHash } from "../../src/text/index.js";

const cosineOf = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, index) => sum + value * right[index]!, 0);
const ranking = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 30 });

describe("the built-in embedder", () => {
  test("gives vectors of length 1, or of zeros for a text without words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const vector = embedText(text, "en");
        const length = Math.sqrt(cosineOf(vector, vector));
        expect(vector).toHaveLength(hashedDimensions);
        expect(Math.abs(length - 1) < 1e-5 || length === 0).toBe(true);
        expect(embedText(text, "en")).toEqual(vector);
      }),
    );
    expect(embedText(" … 🎉", "en").every((value) => value === 0)).toBe(true);
  });

  test("gives the same vector in every release of a version", () => {
    const vector = embedText("Docent answers from your documents.", "en");
    const golden = [...vector.entries()]
      .filter(([, value]) => value !== 0)
      .map(([dimension, value]) => `${dimension}:${value.toFixed(3)}`);
    expect(golden.join(" ")).toBe(
      "11:-0.161 28:-0.139 46:-0.161 57:0.161 71:0.394 80:-0.161 122:0.176 153:0.394 164:0.394 197:0.139 243:0.139 293:0.161 299:0.139 " +
        "316:-0.139 320:0.315 324:-0.161 343:0.059 362:-0.139 408:0.059 426:0.139 456:0.118 457:-0.176 458:-0.176 476:0.176",
    );
  });

  test("brings slips of spelling and other forms near, and the unrelated not", () => {
    const passage = embedText("How to reset the password of your account", "en");
    const unrelated = embedText("Sourdough bread needs a long fermentation", "en");
    const slip = embedText("resett my pasword", "en");
    expect(cosineOf(slip, passage)).toBeGreaterThan(cosineOf(slip, unrelated) + 0.1);
  });

  test("is an embedding model like any other", async () => {
    const model = new BuiltinEmbeddingModel();
    const [document] = await model.embedDocuments(["Der Umsatz stieg im letzten Jahr deutlich an."]);
    const query = await model.embedQuery("Der Umsatz stieg im letzten Jahr deutlich an.");
    expect(document).toEqual(query);
    expect(query).toHaveLength(BuiltinEmbeddingModel.space.dimensions);
  });
});

describe("enrichChunks", () => {
  test("finds a chunk by its title and headings too, each term once", () => {
    const [enrichment] = enrichChunks([{ text: "It rose. It rose again.", headingPath: ["Revenue"] }], {
      language: "en",
      title: "Annual report",
      embed: true,
    });
    const terms = [...enrichment!.terms];
    expect(new Set(terms).size).toBe(terms.length);
    for (const word of ["revenu", "annual", "report", "rose"]) expect(terms).toContain(termHash(word));
    expect(enrichment!.frequencies[terms.indexOf(termHash("rose"))]).toBe(2);
    expect(enrichment!.termCount).toBe(8);
    expect(structuredClone(enrichment)).toEqual(enrichment);
  });

  test("makes no vector unless asked, and does not say the title twice", () => {
    expect(enrichChunks([{ text: "x", headingPath: [] }], { language: null, embed: false })[0]).not.toHaveProperty(
      "embedding",
    );
    expect(embeddedText({ text: "body", headingPath: ["Title", "Part"] }, "Title")).toBe("Title\nPart\nbody");
  });
});

describe("packEntry", () => {
  test("is exact and in the order of positions", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 29 - 1), fc.nat(20_000), fc.nat(2_000), (position, length, frequency) => {
        const entry = BigInt(packEntry(position, length, frequency));
        expect(Number(entry >> 24n)).toBe(position);
        expect(Number((entry >> 10n) & 16_383n)).toBe(Math.min(length, 16_383));
        expect(Number(entry & 1_023n)).toBe(Math.min(frequency, 1_023));
      }),
    );
  });
});

describe("fuse", () => {
  test("keeps every key once, and a single ranking as it is", () => {
    fc.assert(
      fc.property(ranking, ranking, fc.double({ min: 0.01, max: 2, noNaN: true }), (left, right, weight) => {
        const fused = fuse([
          { keys: left, weight: 1 },
          { keys: right, weight },
        ]);
        expect(fused).toHaveLength(new Set(fused).size);
        expect(new Set(fused)).toEqual(new Set([...left, ...right]));
        expect(fuse([{ keys: left, weight }])).toEqual(left);
        expect(
          fuse([
            { keys: left, weight: 1 },
            { keys: left, weight },
          ]),
        ).toEqual(left);
      }),
    );
  });

  test("what is better in both rankings is better in the whole", () => {
    fc.assert(
      fc.property(ranking, ranking, (left, right) => {
        const fused = fuse([
          { keys: left, weight: 1 },
          { keys: right, weight: 0.5 },
        ]);
        const both = left.filter((key) => right.includes(key));
        const before = (order: readonly number[], better: number, worse: number): boolean =>
          order.indexOf(better) < order.indexOf(worse);
        const pairs = both.flatMap((better) => both.map((worse) => [better, worse] as const));
        const agreed = pairs.filter(([better, worse]) => before(left, better, worse) && before(right, better, worse));
        expect(agreed.filter(([better, worse]) => !before(fused, better, worse))).toEqual([]);
      }),
    );
  });

  test("a key in both rankings beats one that is first in the lighter", () => {
    expect(
      fuse([
        { keys: ["both", "words"], weight: 1 },
        { keys: ["near", "both"], weight: 0.1 },
      ]),
    ).toEqual(["both", "words", "near"]);
  });
});

describe("similarity", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const cosines = fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: null });

  test("is between 0 and 1, and more evidence is never less", () => {
    fc.assert(
      fc.property(
        fc.option(share, { nil: null }),
        share,
        cosines,
        fc.boolean(),
        share,
        (coverage, more, cosine, isHashed, bigramShare) => {
          const calibration = { isHashed, bigramShare };
          const value = similarity({ coverage, cosine }, calibration);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          const moreEvidence = { coverage: coverage === null ? null : Math.min(1, coverage + more), cosine };
          expect(similarity(moreEvidence, calibration)).toBeGreaterThanOrEqual(value - 1e-12);
        },
      ),
    );
  });

  test("a real model's cosine counts as it is", () => {
    expect(similarity({ coverage: null, cosine: 0.42 }, { isHashed: false, bigramShare: 0 })).toBe(0.42);
  });
});

describe("analyseQuery", () => {
  const terms = (query: string, languages: (string | null)[]): number[] =>
    analyseQuery(query, languages).slots.flatMap((slot) => [...slot.terms]);

  test("stems as the documents were, whatever the query seems to be written in", () => {
    expect(terms("streaming", ["en"])).toEqual([termHash("stream")]);
    expect(terms("vacation policies", ["en", "fr"])).toContain(termHash("polici"));
  });

  test("leaves out stop words while anything else is left", () => {
    expect(terms("what is the revenue", ["en"])).toEqual([termHash("revenu")]);
    expect(terms("to be or not to be", ["en"]).length).toBeGreaterThan(3);
  });

  test("a word said twice weighs twice", () => {
    expect(analyseQuery("budget budget plan", ["en"]).slots.map(({ weight }) => weight)).toEqual([2, 1]);
  });

  test("takes any text", () => {
    expect(analyseQuery("", []).slots).toEqual([]);
    expect(analyseQuery("🎉\0\uD800", ["en"]).slots).toEqual([]);
    expect(analyseQuery("word ".repeat(100_000), ["en"]).slots).toHaveLength(1);
    expect(
      analyseQuery(Array.from({ length: 5_000 }, (_, index) => `w${index}`).join(" "), ["en"]).slots.length,
    ).toBeLessThanOrEqual(64);
  });
});

describe("selectCandidates", () => {
  const candidate = (chunkId: number, documentId: number, score: number) => ({
    chunkId,
    documentId,
    score,
    foundBy: "both" as const,
  });
  const candidates = [candidate(1, 1, 0.9), candidate(2, 1, 0.2), candidate(3, 2, 0.25), candidate(4, 1, 0.8)];

  test("keeps the order, cuts by similarity and number", () => {
    const chosen = selectCandidates(candidates, { topN: 10, similarityThreshold: 0.25, groupBy: "chunk" });
    expect(chosen.map(({ chunkId }) => chunkId)).toEqual([1, 3, 4]);
    expect(selectCandidates(candidates, { topN: 1, similarityThreshold: 0, groupBy: "chunk" })).toHaveLength(1);
    expect(selectCandidates(candidates, { topN: 0, similarityThreshold: 0, groupBy: "chunk" })).toEqual([]);
  });

  test("a document is represented by its best chunk", () => {
    const chosen = selectCandidates(candidates, { topN: 10, similarityThreshold: 0, groupBy: "document" });
    expect(chosen.map(({ chunkId }) => chunkId)).toEqual([1, 3]);
  });
});

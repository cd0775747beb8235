import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  analyse,
  detectLanguage,
  estimateTokens,
  splitSentences,
  stemWord,
  stopWords,
  termHash,
  tokenise,
} from "../../src/text/index.js";

const tokens = (text: string): string[] => [...tokenise(text)].map((token) => token.text);
const shared = (left: string, right: string, language: string): string[] => {
  const other = analyse(right, language).frequencies;
  return [...analyse(left, language).frequencies.keys()].filter((term) => other.has(term));
};

describe("tokenise", () => {
  test.each([
    ["Hello, World!", ["hello", "world"]],
    ["the car's don't l'homme", ["the", "car", "dont", "l", "homme"]],
    ["ＦＵＬＬ ﬁne", ["full", "fine"]],
    ["Straße", ["strasse"]],
    ["1,000,000 and 3.14", ["1000000", "and", "3.14", "3", "14"]],
    ["max_tokens", ["maxtokens", "max", "tokens"]],
    ["chatMode", ["chatmode", "chat", "mode"]],
    ["10-Q", ["10q", "10", "q"]],
    ["and/or", ["and", "or"]],
    ["東京タワー", ["東京", "京タ", "タワ", "ワー"]],
    ["茶", ["茶"]],
    ["iPhone15を買う", ["iphone15", "を買", "買う"]],
    ["", []],
    ["🎉 … !!", []],
  ])("%j", (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  test("a version is kept exact", () => {
    expect(tokens("v1.2.3")).toContain("v1.2.3");
    expect(tokens("v1.2.3")).not.toContain("v123");
  });

  test.each([
    ["max_tokens", "maxTokens"],
    ["max-tokens", "MAX_TOKENS"],
    ["10-Q", "10Q"],
    ["e-mail", "email"],
  ])("%s and %s meet", (left, right) => {
    expect(shared(left, right, "en")).not.toEqual([]);
  });

  test("Thai is taken in pairs of whole characters, marks and all", () => {
    for (const pair of tokens("ภาษาไทย")) expect(pair).not.toMatch(/^\p{M}/u);
    expect(shared("ภาษาไทย", "เรียนภาษาไทยวันนี้", "th").length).toBeGreaterThan(3);
  });

  test("any text gives lower-case tokens of bounded length, the same each time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const found = tokens(text);
        expect(tokens(text)).toEqual(found);
        for (const token of found) {
          expect(token).not.toBe("");
          expect(token.length).toBeLessThanOrEqual(64);
        }
      }),
    );
  });

  test.each([
    ["letters", "a".repeat(1_000_000)],
    ["underscores", `a${"_".repeat(1_000_000)}`],
    ["joints", "a.".repeat(500_000)],
    ["case changes", "aB".repeat(500_000)],
    ["marks", `a${"\u0301".repeat(1_000_000)}`],
    ["ideographs", "漢".repeat(1_000_000)],
    ["line breaks", "\n ".repeat(500_000)],
  ])("a million %s are no more than a million characters", (_, text) => {
    expect(tokens(text).length).toBeLessThanOrEqual(1_000_000);
    expect(splitSentences(text, null).length).toBeLessThanOrEqual(1_000_000);
  });
});

describe("terms", () => {
  test.each([
    ["en", "running policies", "run policy"],
    ["de", "Die Häuser der Spieler", "Haus Spielern"],
    ["ru", "защита университета", "защиты университеты"],
    ["ar", "المدينة", "مدينة"],
    ["fr", "les cafés", "cafe"],
    ["es", "canciones", "canción"],
  ])("%s: forms of a word meet", (language, left, right) => {
    expect(shared(left, right, language).length).toBeGreaterThan(0);
  });

  test("counts occurrences", () => {
    const { frequencies, count } = analyse("test tests testing other", "en");
    expect(frequencies.get("test")).toBe(3);
    expect(count).toBe(4);
  });

  test("words of JavaScript's own are words", () => {
    expect(
      [...analyse("constructor __proto__ toString", "en").frequencies.values()].every((count) => count === 1),
    ).toBe(true);
    expect(stemWord("constructor", "xx")).toBe("constructor");
    expect(stopWords("constructor").size).toBe(0);
  });

  test("Vietnamese keeps its accents, French does not", () => {
    expect(stemWord("má", "vi")).toBe("má");
    expect(stemWord("déjà", null)).toBe("deja");
    expect(stemWord("й", "ru")).toBe("й");
  });
});

describe("termHash", () => {
  test("is the same on every machine and in every release", () => {
    expect(["", "a", "docent", "東京", "maxtokens", "😀"].map(termHash)).toEqual([
      -534641661, -1144034227, -753769816, -382453951, -175015964, -1228363541,
    ]);
  });

  test("is a signed 32-bit integer, and hardly ever the same for two words", () => {
    const hashes = new Set(Array.from({ length: 100_000 }, (_, index) => termHash(`word${index}`)));
    expect(hashes.size).toBeGreaterThan(99_990);
    for (const hash of hashes) expect(hash | 0).toBe(hash);
  });
});

describe("detectLanguage", () => {
  test.each([
    ["en", "The quarterly report describes how revenue developed over the last year."],
    ["de", "Der Quartalsbericht beschreibt, wie sich der Umsatz im letzten Jahr entwickelt hat."],
    ["ru", "Квартальный отчёт описывает, как развивалась выручка за последний год."],
    ["zh", "季度报告描述了去年收入的发展情况，以及公司对下一年的展望和计划。"],
    ["ja", "四半期報告書には、昨年の売上高の推移と来年の見通しが記載されています。"],
    ["ar", "يصف التقرير ربع السنوي كيف تطورت الإيرادات خلال العام الماضي."],
  ])("%s", (language, text) => {
    expect(detectLanguage(text).language).toBe(language);
  });

  test("is not certain of a word or two, nor of nothing", () => {
    expect(detectLanguage("streaming").certain).toBe(false);
    expect(detectLanguage("")).toEqual({ language: null, certain: false, score: 0 });
    expect(detectLanguage("12 34").certain).toBe(false);
  });
});

describe("splitSentences", () => {
  test("says where each sentence stands", () => {
    const text = "First one. Second one!\n\n- an item\n- another  \n今日は。明日も。";
    const sentences = splitSentences(text, "en");
    expect(sentences.map((sentence) => sentence.text)).toEqual([
      "First one.",
      "Second one!",
      "- an item",
      "- another",
      "今日は。",
      "明日も。",
    ]);
    for (const { text: sentence, start, end } of sentences) expect(text.slice(start, end)).toBe(sentence);
  });

  test("loses no character but white space", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "B", ".", "!", " ", "\n", "漢", "。", "1", "-", "😀"), maxLength: 200 }),
        (text) => {
          const joined = splitSentences(text, null)
            .map((sentence) => sentence.text)
            .join("");
          expect(joined.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        },
      ),
    );
  });
});

describe("estimateTokens", () => {
  test("grows with the text, and knows that an ideograph is about a token", () => {
    expect(estimateTokens("")).toBe(0);
    expect(estimateTokens("The quick brown fox jumps over the lazy dog.")).toBeGreaterThanOrEqual(8);
    expect(estimateTokens("The quick brown fox jumps over the lazy dog.")).toBeLessThanOrEqual(12);
    expect(estimateTokens("漢".repeat(100))).toBe(96);
  });
});

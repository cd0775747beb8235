import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { SearchMode } from "../../src/entities/index.js";
import { searchKeywords } from "../../src/retrieval/keyword.js";
import { Retriever } from "../../src/retrieval/index.js";
import { analyseQuery } from "../../src/retrieval/query-terms.js";
import { loadWorkspaceProfile } from "../../src/retrieval/workspace-profile.js";
import { analyse } from "../../src/text/index.js";
import { createLibrary, type Library } from "../support/library.js";

const hybrid = { topN: 10, similarityThreshold: 0, mode: SearchMode.HYBRID, groupBy: "chunk" } as const;
const allModes = [SearchMode.HYBRID, SearchMode.VECTOR, SearchMode.KEYWORD];
const vocabulary = ["alpha", "beta", "gamma", "delta", "omega", "sigma", "kappa"];
const corpus = fc.array(
  fc.array(fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 }),
  { minLength: 1, maxLength: 4 },
);

/** BM25 as the textbook has it, over all chunks of all documents. */
function naiveScores(documents: readonly (readonly string[])[], query: string): number[] {
  const chunks = documents.flat().map((text) => analyse(text, null));
  const mean = chunks.reduce((sum, { count }) => sum + count, 0) / chunks.length;
  return chunks.map(({ frequencies, count }) => {
    let score = 0;
    for (const [term, weight] of analyse(query, null).frequencies) {
      const holding = chunks.filter((chunk) => chunk.frequencies.has(term)).length;
      const frequency = frequencies.get(term) ?? 0;
      const idf = Math.log(1 + (chunks.length - holding + 0.5) / (holding + 0.5));
      score += (weight * idf * frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * count) / mean));
    }
    return score;
  });
}

describe("search", () => {
  let library: Library;
  beforeAll(async () => {
    library = await createLibrary();
  });
  afterAll(() => library.close());

  const texts = async (
    workspaceId: number,
    query: string,
    request: Partial<Parameters<Library["retriever"]["search"]>[0]> = {},
  ): Promise<string[]> =>
    (await library.retriever.search({ ...hybrid, workspaceId, query, ...request })).hits.map((hit) => hit.text);

  test("BM25 is exact over the documents of the workspace, whatever else is in the library", async () => {
    await fc.assert(
      fc.asyncProperty(
        corpus,
        fc.array(fc.constantFrom(...vocabulary, "unseen"), { minLength: 1, maxLength: 5 }),
        async (documents, words) => {
          const workspaceId = await library.createWorkspace();
          const inside = documents.map((chunks) => chunks.map((chunk) => chunk.join(" ")));
          const ids = [];
          for (const chunks of inside) ids.push(await library.add([workspaceId], chunks, null));
          await library.add([], ["alpha beta gamma alpha alpha"], null);
          const query = words.join(" ");
          const profile = await loadWorkspaceProfile(library.sql, workspaceId);
          const { candidates } = await searchKeywords(
            library.sql,
            workspaceId,
            profile,
            analyseQuery(query, profile.languages),
            1_000,
          );
          const rows = await library.sql.query<{ id: number }>(
            "SELECT id FROM chunk WHERE document_id = ANY ($1) ORDER BY document_id, position",
            [ids],
          );
          const scores = new Map(candidates.map(({ chunkId, score }) => [chunkId, score]));
          naiveScores(inside, query).forEach((expected, index) =>
            expect(scores.get(rows[index]!.id) ?? 0).toBeCloseTo(expected, 8),
          );
          for (const { coverage } of candidates) expect(coverage).toBeGreaterThan(0);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("reading words through and looking them up give the same", async () => {
    const workspaceId = await library.createWorkspace();
    for (let index = 0; index < 30; index++)
      await library.add([workspaceId], [`alpha beta${index % 5} gamma`, `delta beta${index % 3}`], null);
    const profile = await loadWorkspaceProfile(library.sql, workspaceId);
    const query = analyseQuery("beta1 delta alpha", profile.languages);
    const lookedUp = await searchKeywords(library.sql, workspaceId, profile, query, 50);
    const readThrough = await searchKeywords(library.sql, workspaceId, { ...profile, documents: 1_000_000 }, query, 50);
    expect(readThrough).toEqual(lookedUp);
  });

  test("finds only what is attached, and what is shared from every side", async () => {
    const [mine, theirs] = [await library.createWorkspace(), await library.createWorkspace()];
    await library.add([mine], ["The merger is planned for spring."]);
    await library.add([theirs], ["The merger was called off."]);
    await library.add([mine, theirs], ["Everybody knows of the merger."]);
    for (const mode of allModes) {
      expect((await texts(mine, "merger", { mode })).sort()).toEqual([
        "Everybody knows of the merger.",
        "The merger is planned for spring.",
      ]);
      expect((await texts(theirs, "merger", { mode })).sort()).toEqual([
        "Everybody knows of the merger.",
        "The merger was called off.",
      ]);
    }
    expect(await texts(await library.createWorkspace(), "merger")).toEqual([]);
    expect(await texts(2_000_000_000, "merger")).toEqual([]);
  });

  test("a hit says where it stands and which stages found it", async () => {
    const workspaceId = await library.createWorkspace();
    const documentId = await library.add([workspaceId], ["Unrelated opening.", "The zebra crossing is closed."]);
    const { hits, bestScore } = await library.retriever.search({
      ...hybrid,
      workspaceId,
      query: "zebra crossing",
      topN: 1,
    });
    expect(hits).toEqual([
      expect.objectContaining({
        documentId,
        position: 1,
        text: "The zebra crossing is closed.",
        page: 1,
        pageEnd: 2,
        characterStart: 10,
        characterEnd: 39,
        headingPath: [],
        foundBy: "both",
      }),
    ]);
    expect(bestScore).toBe(hits[0]!.score);
  });

  test("the threshold cuts by similarity, topN by number; the best score is told even so", async () => {
    const workspaceId = await library.createWorkspace();
    await library.add(
      [workspaceId],
      ["Invoices are due in thirty days.", "Invoices may be paid by card.", "The office is closed on Sunday."],
    );
    expect(await texts(workspaceId, "when are invoices due", { topN: 1 })).toEqual([
      "Invoices are due in thirty days.",
    ]);
    const strict = await library.retriever.search({
      ...hybrid,
      workspaceId,
      query: "when are invoices due",
      similarityThreshold: 1.01,
    });
    expect(strict.hits).toEqual([]);
    expect(strict.bestScore).toBeGreaterThan(0.5);
    expect(strict.bestScore).toBeLessThanOrEqual(1);
    expect(await texts(workspaceId, "invoices", { topN: 0 })).toEqual([]);
  });

  test("an unrelated question stays below the default threshold, a related one above", async () => {
    const workspaceId = await library.createWorkspace();
    await library.add(
      [workspaceId],
      [
        "Employees receive twenty-five days of paid vacation a year, which may be carried over until March.",
        "Expenses are reimbursed within ten days after the receipts were handed in to the finance department.",
        "The laptop must be returned on the last working day together with all keys and access cards.",
      ],
    );
    const ask = async (query: string) =>
      (await library.retriever.search({ ...hybrid, workspaceId, query, similarityThreshold: 0.25 })).hits;
    expect(await ask("how do I bake sourdough bread")).toEqual([]);
    expect(await ask("who was the first person on the moon")).toEqual([]);
    expect((await ask("how many vacation days do I get"))[0]!.text).toContain("vacation");
    expect((await ask("when are expenses paid back"))[0]!.text).toContain("Expenses");
    expect((await ask("paid vacatoin"))[0]!.text).toContain("vacation");
    expect((await texts(workspaceId, "vaccations carryed"))[0]).toContain("vacation");
  });

  test("grouped by document, each comes once, with its best chunk", async () => {
    const workspaceId = await library.createWorkspace();
    const first = await library.add(
      [workspaceId],
      ["Penguins swim.", "Penguins swim and penguins dive for fish.", "Nothing here."],
    );
    const second = await library.add([workspaceId], ["A penguin was seen."]);
    const { hits } = await library.retriever.search({
      ...hybrid,
      workspaceId,
      query: "penguins dive fish",
      groupBy: "document",
    });
    expect(hits.map(({ documentId, position }) => [documentId, position])).toEqual([
      [first, 1],
      [second, 0],
    ]);
  });

  test("documents of several languages are found by forms of their own", async () => {
    const workspaceId = await library.createWorkspace();
    await library.add([workspaceId], ["Die Häuser am Hafen wurden verkauft."], "de");
    await library.add([workspaceId], ["The policies were renewed in autumn."], "en");
    await library.add([workspaceId], ["黑豹队的防守丢了三百零八分。"], "zh");
    expect((await texts(workspaceId, "Haus"))[0]).toContain("Häuser");
    expect((await texts(workspaceId, "policy"))[0]).toContain("policies");
    expect((await texts(workspaceId, "黑豹队丢了多少分"))[0]).toContain("黑豹队");
  });

  test("identifiers are found exactly and by their parts", async () => {
    const workspaceId = await library.createWorkspace();
    await library.add(
      [workspaceId],
      [
        "Set max_tokens to 1024.",
        "Set min_tokens to 1.",
        "Released as v2.10.3 in May.",
        "Released as v2.1.03 in June.",
      ],
    );
    expect((await texts(workspaceId, "maxTokens"))[0]).toBe("Set max_tokens to 1024.");
    expect((await texts(workspaceId, "v2.10.3"))[0]).toBe("Released as v2.10.3 in May.");
    expect(await texts(workspaceId, "tokens", { mode: SearchMode.KEYWORD })).toHaveLength(2);
  });

  test.each([
    ["a hundred kilobytes", "harbour ship ".repeat(8_000)],
    ["only stop words", "what is the of and"],
    ["emoji", "🎉🎉🎉"],
    ["nothing", ""],
    ["white space", " \n\t "],
    ["NUL", "har\0bour \0"],
    ["half a surrogate pair", "\uD800 harbour \uDC00"],
    ["SQL", "'; DROP TABLE chunk; -- $1 %s \\"],
    ["brackets", "[1,2,3] {a} (b)"],
  ])("takes %s for a query", async (_, query) => {
    const workspaceId = await library.createWorkspace();
    await library.add([workspaceId], ["The ship lies in the harbour."]);
    for (const mode of allModes) {
      const { hits } = await library.retriever.search({ ...hybrid, workspaceId, query, mode });
      for (const { score } of hits) expect(score >= 0 && score <= 1).toBe(true);
    }
    expect(await texts(workspaceId, "harbour")).toHaveLength(1);
  });

  test("an aborted search ends with the signal's reason", async () => {
    const workspaceId = await library.createWorkspace();
    await library.add([workspaceId], ["something"]);
    const signal = AbortSignal.abort(new Error("no longer wanted"));
    await expect(library.retriever.search({ ...hybrid, workspaceId, query: "something", signal })).rejects.toThrow(
      "no longer wanted",
    );
  });

  test("the number of statements does not depend on what is found", async () => {
    const workspaceId = await library.createWorkspace();
    await library.add([workspaceId], ["one lonely passage"]);
    const count = async (): Promise<number> => {
      let statements = 0;
      const sql = {
        run: <Result>(work: () => Promise<Result>) => library.sql.run(work),
        query: <Row>(...call: Parameters<typeof library.sql.query>) => (statements++, library.sql.query<Row>(...call)),
      };
      const space = {
        id: library.spaceId,
        dimensions: 480,
        isHashed: true,
        embedQuery: () => Promise.resolve(new Float32Array(480).fill(0.1)),
      };
      await new Retriever(sql, () => Promise.resolve(space)).search({
        ...hybrid,
        workspaceId,
        query: "passage number",
      });
      return statements;
    };
    const few = await count();
    for (let index = 0; index < 20; index++)
      await library.add(
        [workspaceId],
        Array.from({ length: 20 }, (_, number) => `passage number ${index} ${number}`),
      );
    expect((await count()) - few).toBeLessThanOrEqual(1);
    expect(few).toBeLessThanOrEqual(5);
  });
});

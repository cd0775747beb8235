import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A row of the reference figures. */
export interface Baseline {
  readonly set: string;
  readonly label: string;
  readonly ndcg: number;
  readonly recall: number;
  readonly reciprocalRank: number;
  readonly firstHit: number;
}

/** The BM25 rows of BASELINES.md, which stands beside the folder of collections; none when it does not. */
export async function readBaselines(folder: string): Promise<Baseline[]> {
  const text = await readFile(join(folder, "..", "BASELINES.md"), "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    const [, split, set, tokens, parameters, ...numbers] = cells;
    const [ndcg, recall, reciprocalRank, firstHit] = numbers.map(Number);
    const complete =
      split === "dev" &&
      firstHit !== undefined &&
      [ndcg, recall, reciprocalRank, firstHit].every((value) => Number.isFinite(value));
    return complete
      ? [
          {
            set: set!,
            label: `BM25, ${tokens}, ${parameters}`,
            ndcg: ndcg!,
            recall: recall!,
            reciprocalRank: reciprocalRank!,
            firstHit,
          },
        ]
      : [];
  });
}

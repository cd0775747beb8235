import { parseArgs } from "node:util";
import type { SearchMode } from "../src/entities/index.js";
import { ApiDriver } from "./eval/api-driver.js";
import { type Baseline, readBaselines } from "./eval/baselines.js";
import { type DataSet, listDataSets, readDataSet } from "./eval/data-set.js";
import type { EvaluationDriver } from "./eval/driver.js";
import { EngineDriver } from "./eval/engine-driver.js";
import { type Figures, judge, judgePassages, mean } from "./eval/metrics.js";

/**
 * Judges retrieval on test collections: `npm run eval -- [--data folder] [--all | name ...]`. Searches go through the
 * GraphQL API of a server with default settings, unless `--engine` is given.
 */
const defaultSets = ["xquad-en", "anthropic-docs"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: "../shared/data/retrieval" },
    all: { type: "boolean", default: false },
    /** Postgres instead of the embedded database. */
    url: { type: "string" },
    /** The retrieval engine alone instead of a server; only then are there a mode and a threshold to choose. */
    engine: { type: "boolean", default: false },
    mode: { type: "string" },
    threshold: { type: "string" },
  },
});

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function format({ ndcg, recall, reciprocalRank, firstHit }: Figures): string {
  return `nDCG@10 ${ndcg.toFixed(4)}  recall@10 ${recall.toFixed(4)}  MRR@10 ${reciprocalRank.toFixed(4)}  hit@1 ${firstHit.toFixed(4)}`;
}

async function evaluate(driver: EvaluationDriver, set: DataSet, baselines: readonly Baseline[]): Promise<void> {
  const started = performance.now();
  const loaded = await driver.load(set);
  const loadSeconds = (performance.now() - started) / 1000;
  print(
    `\n${set.name}: ${set.documents.length} documents${loaded.chunks === null ? "" : `, ${loaded.chunks} chunks`}, loaded in ${loadSeconds.toFixed(1)} s`,
  );
  const figures: Figures[] = [];
  const times: number[] = [];
  for (const query of set.queries) {
    const asked = performance.now();
    figures.push(judge(await loaded.searchDocuments(query.text), query));
    times.push(performance.now() - asked);
  }
  print(`  ${"Docent".padEnd(48)} ${format(mean(figures))}`);
  for (const baseline of baselines)
    if (baseline.set === set.name) print(`  ${baseline.label.padEnd(48)} ${format(baseline)}`);
  times.sort((left, right) => left - right);
  print(
    `  search p50 ${times[Math.floor(times.length / 2)]!.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]!.toFixed(1)} ms`,
  );
  const marked = set.queries.filter(({ spans }) => spans.length > 0);
  if (marked.length === 0) return;
  for (const count of [5, 10]) {
    const judged = [];
    for (const query of marked) judged.push(judgePassages(await loaded.searchPassages(query.text, count), query));
    const { recall, precision } = mean(judged);
    print(`  top ${count} passages: character recall ${recall.toFixed(4)}, precision ${precision.toFixed(4)}`);
  }
}

const names = values.all ? await listDataSets(values.data) : positionals.length > 0 ? positionals : defaultSets;
const baselines = await readBaselines(values.data);
const driver: EvaluationDriver = values.engine
  ? await EngineDriver.open({
      ...(values.url === undefined ? {} : { url: values.url }),
      ...(values.mode === undefined ? {} : { mode: values.mode as SearchMode }),
      ...(values.threshold === undefined ? {} : { similarityThreshold: Number(values.threshold) }),
    })
  : await ApiDriver.open(values.url);
try {
  for (const name of names) await evaluate(driver, await readDataSet(values.data, name), baselines);
} finally {
  await driver.close();
}

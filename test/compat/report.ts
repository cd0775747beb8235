import { unexplained } from "./allowed/index.js";
import type { Outcome, Replay } from "./replay.js";

/** The least share of recordings that must be answered as recorded, those aside that the compatibility page decides. */
export const leastShare = 0.98;

/** How the recordings of a route came out. */
interface Row {
  readonly route: string;
  readonly recorded: number;
  readonly same: number;
  readonly allowed: number;
  readonly different: number;
}

/** Counts of a replay by route, and in all. */
export interface Summary {
  readonly rows: readonly Row[];
  readonly total: Row;
  /** Same ones among all that are not allowed to differ; 1 where there is none. */
  readonly share: number;
}

/** Counts how the recordings came out. */
export function summarise(outcomes: readonly Outcome[]): Summary {
  const routes = [...new Set(outcomes.map(({ recording }) => recording.route))].sort();
  const rows = routes.map((route) =>
    count(
      route,
      outcomes.filter(({ recording }) => recording.route === route),
    ),
  );
  const total = count("all", outcomes);
  const decisive = total.same + total.different;
  return { rows, total, share: decisive === 0 ? 1 : total.same / decisive };
}

/** The replay as text: a table by route, every difference that nothing allows, and what could not be made. */
export function render({ outcomes, problems }: Replay, { rows, total, share }: Summary): string {
  const width = Math.max(...rows.map(({ route }) => route.length), "route".length);
  const line = (first: string, ...figures: readonly (string | number)[]) =>
    `${first.padEnd(width)} ${figures.map((figure) => String(figure).padStart(9)).join(" ")}`;
  const table = [...rows, total].map((row) => line(row.route, row.recorded, row.same, row.allowed, row.different));
  return [
    line("route", "recorded", "same", "allowed", "different"),
    ...table,
    "",
    ...outcomes.flatMap(explain),
    ...outcomes.flatMap(({ recording, undocumented }) =>
      undocumented === null
        ? []
        : [`${recording.number} ${recording.name} is not documented: ${undocumented.slice(0, 300)}`],
    ),
    ...problems.map((problem) => `Could not be made: ${problem}`),
    `${(share * 100).toFixed(1)} % of what is not decided otherwise is answered as recorded (at least ${leastShare * 100} %).`,
  ].join("\n");
}

function explain({ recording, differences, answer }: Outcome): string[] {
  const left = unexplained(recording, differences);
  if (left.length === 0) return [];
  return [
    `${recording.number} ${recording.name} (${recording.request.method} ${recording.request.path})`,
    ...left.map((difference) => `    ${difference}`),
    `    answered: ${answer.text.slice(0, 200).replaceAll("\n", "⏎")}`,
  ];
}

function count(route: string, outcomes: readonly Outcome[]): Row {
  const same = outcomes.filter(({ differences }) => differences.length === 0).length;
  const different = outcomes.filter(
    ({ recording, differences }) => unexplained(recording, differences).length > 0,
  ).length;
  return { route, recorded: outcomes.length, same, allowed: outcomes.length - same - different, different };
}

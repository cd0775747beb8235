import type { Counts } from "./consistency.js";
import type { Held } from "../memory-probe.js";
import type { Tally } from "./run.js";

/** What came of a run, as lines of text. */
export function describeRun({ findings, byOperation }: Tally): string[] {
  const sorted = [...byOperation].sort(([one], [other]) => one.localeCompare(other));
  const all = new Map<number, number>();
  for (const [, { statuses }] of sorted) {
    for (const [status, count] of statuses) all.set(status, (all.get(status) ?? 0) + count);
  }
  const undone = sorted.filter(([, { statuses }]) => ![...statuses.keys()].some((status) => isDone(status)));
  return [
    ...sorted.map(([name, { statuses }]) => `  ${name}  ${counted(statuses)}`),
    `in all  ${counted(all)}`,
    `by class  ${[2, 4, 5].map((first) => `${first}xx: ${sum(all, (status) => Math.floor(status / 100) === first)}`).join("  ")}`,
    `${sorted.length - undone.length} of ${sorted.length} operations did what they are for at least once (2xx)`,
    ...undone.map(([name, { refusal }]) => `  never: ${name}, at last ${refusal}`),
    ...findings.map(({ what, command }) => `\n${what}\n  ${command}`),
    `${findings.length} faults`,
  ];
}

/** Memory over a run, as a line of text. */
export function describeMemory(held: readonly Held[]): string {
  const list = (of: (one: Held) => number) => held.map(of).join(", ");
  return `memory in MiB, after collecting garbage: resident ${list(({ resident }) => resident)}; JavaScript's ${list(({ heap }) => heap)}`;
}

/** How much is there, as text. */
export function describeCounts({ workspaces, documents, chats }: Counts): string {
  return `${workspaces} workspaces, ${documents} documents, ${chats} chats`;
}

function counted(of: ReadonlyMap<number, number>): string {
  return [...of]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${status}: ${count}`)
    .join("  ");
}

function sum(of: ReadonlyMap<number, number>, isWanted: (status: number) => boolean): number {
  return [...of].reduce((total, [status, count]) => (isWanted(status) ? total + count : total), 0);
}

function isDone(status: number): boolean {
  return status >= 200 && status < 300;
}

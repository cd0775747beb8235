import { setTimeout as delay } from "node:timers/promises";
import { killDuringStart, type ServerProcess, startProcess } from "../../test/support/process.js";
import type { StoredLibrary } from "../../test/support/stored-library.js";

/** One start in so many is cut short too. */
const startsPerBrokenStart = 5;
/** Within this time of a start it is cut short: before it is ready, as a rule. */
const brokenStartMilliseconds = 1_500;

/** The servers of one library, which are killed and started again: one on the embedded database, two on Postgres. */
export class Nodes {
  private readonly running: ServerProcess[] = [];
  /** How long it took from each start until the server was ready, in milliseconds. */
  readonly startTimes: number[] = [];
  kills = 0;

  constructor(
    private readonly library: StoredLibrary,
    private readonly random: () => number,
  ) {}

  /** Starts the servers that do not run. Returns one of them. */
  async start(): Promise<ServerProcess> {
    const wanted = this.library.DATABASE_URL === undefined ? 1 : 2;
    while (this.running.length < wanted) {
      const begin = performance.now();
      this.running.push(await startProcess({ RATE_LIMITS: "off", ...this.library }));
      this.startTimes.push(performance.now() - begin);
    }
    return this.some();
  }

  /** Kills one of the servers after so long; and sometimes once more while it starts. */
  async kill(milliseconds: number): Promise<void> {
    await delay(milliseconds);
    const server = this.some();
    this.running.splice(this.running.indexOf(server), 1);
    await server.kill();
    this.kills += 1;
    if (this.random() >= 1 / startsPerBrokenStart) return;
    await killDuringStart({ ...this.library }, this.random() * brokenStartMilliseconds);
    this.kills += 1;
  }

  /** Stops all in good order. */
  async stop(): Promise<void> {
    for (const server of this.running.splice(0)) await server.stop();
  }

  private some(): ServerProcess {
    const server = this.running[Math.floor(this.random() * this.running.length)];
    if (server === undefined) throw new Error("No server runs.");
    return server;
  }
}

/** What the starts took, for people. */
export function startsOf({ startTimes }: Nodes): string {
  const sorted = startTimes.toSorted((one, other) => one - other);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  return `ready after ${at(0.5)} ms (median), ${at(1)} ms at most`;
}

import fc from "fast-check";
import type { Operation, Schema } from "./contract.js";
import { fault } from "./judge.js";
import type { Pool } from "./pool.js";
import { type FuzzRequest, requestsTo } from "./requests.js";
import { curl, exchange } from "./wire.js";

/** An answer must be whole within this time. */
const patienceMilliseconds = 20_000;
/** Once a fault was found, the search for the smallest request that shows it ends after this time. */
const mostShrinkingMilliseconds = 60_000;
/** An operation with so many different faults is left alone. */
const mostFaults = 3;
/** The world is put right after so many requests, and after so few where one may have harmed it. */
const requestsBetweenRenewals = 400;
const leastBetweenRenewals = 20;
/** What may take from the others what they need. */
const harmful =
  /^DELETE |update-env|preferences|update-users|manage-users|POST .*\/(embed|users)\/\{|update$|update-embeddings|move-files/;

/** What is wrong, with the smallest request that shows it. */
export interface Finding {
  readonly what: string;
  readonly command: string;
}

/** What became of an operation's requests. */
export interface Outcomes {
  readonly statuses: Map<number, number>;
  /** The last answer that refused a request of the administrator's; for operations that never do anything. */
  refusal: string;
}

/** What a run counts. */
export interface Tally {
  sent: number;
  readonly findings: Finding[];
  readonly byOperation: Map<string, Outcomes>;
}

/** What a run needs. */
export interface FuzzRun {
  readonly url: string;
  readonly pool: Pool;
  readonly folders: readonly string[];
  readonly resolve: (schema: Schema) => Schema;
  readonly tally: Tally;
  /** The number of requests after which the world was last put right. */
  renewedAt: number;
}

/**
 * Sends so many generated requests to an operation, the same ones for the same seed. A fault is shrunk to the smallest
 * request that shows it, and the rest of the requests go on with the next seed.
 */
export async function fuzz(run: FuzzRun, operation: Operation, requests: number, seed: number): Promise<void> {
  const name = `${operation.method} ${operation.path}`;
  const outcomes = run.tally.byOperation.get(name) ?? { statuses: new Map<number, number>(), refusal: "" };
  run.tally.byOperation.set(name, outcomes);
  let left = requests;
  for (let found = 0; left > 0 && found < mostFaults; found += 1) {
    let sent: FuzzRequest | null = null;
    let failedSince = Infinity;
    const property = fc.asyncProperty(requestsTo(operation, run.resolve), async (generated) => {
      if (performance.now() - failedSince > mostShrinkingMilliseconds) return;
      const { what, request } = await attempt(run, name, generated, outcomes);
      if (what === null) return;
      failedSince = Math.min(failedSince, performance.now());
      sent = request;
      throw new Error(what);
    });
    const result = await fc.check(property, { seed: seed + found, numRuns: left });
    left -= result.numRuns;
    if (!result.failed) return;
    if (sent === null) throw new Error(`${name}: ${String(result.errorInstance)}`);
    const what = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
    run.tally.findings.push({ what: `${name}: ${what}`, command: curl(run.url, sent) });
  }
}

async function attempt(run: FuzzRun, name: string, generated: FuzzRequest, outcomes: Outcomes) {
  const { url, pool, folders, tally } = run;
  tally.sent += 1;
  if (tally.sent - run.renewedAt >= requestsBetweenRenewals) {
    run.renewedAt = tally.sent;
    await pool.renew();
  }
  const request = await pool.fill(generated);
  const answer = await exchange(url, request, pool.people.headerOf(request.credential), patienceMilliseconds);
  const { status } = answer;
  outcomes.statuses.set(status, (outcomes.statuses.get(status) ?? 0) + 1);
  const isDone = status >= 200 && status < 300;
  if (!isDone && request.credential === "administrator") outcomes.refusal = `${status} ${answer.text.slice(0, 200)}`;
  if (isDone && harmful.test(name))
    run.renewedAt = Math.min(run.renewedAt, tally.sent - requestsBetweenRenewals + leastBetweenRenewals);
  return { what: fault(answer, `${request.path}${request.body ?? ""}`, folders), request };
}

import fc from "fast-check";
import type { Operation, Schema } from "./contract.js";
import { fault } from "./judge.js";
import type { Pool } from "./pool.js";
import { type FuzzRequest, requestsTo } from "./requests.js";
import { curl, exchange } from "./wire.js";

/** An answer must be whole within this time. */
const patienceMilliseconds = 10_000;
/** An operation with so many different faults is left alone. */
const mostFaults = 3;
const requestsBetweenRenewals = 400;

/** What is wrong, with the smallest request that shows it. */
export interface Finding {
  readonly what: string;
  readonly command: string;
}

/** What a run counts. */
export interface Tally {
  sent: number;
  readonly statuses: Map<number, number>;
  readonly findings: Finding[];
  /** By operation: the statuses that it answered. */
  readonly byOperation: Map<string, Map<number, number>>;
}

/** What a run needs. */
export interface FuzzRun {
  readonly target: { readonly url: string; readonly apiKey: string };
  readonly pool: Pool;
  readonly folders: readonly string[];
  readonly resolve: (schema: Schema) => Schema;
  readonly tally: Tally;
}

/**
 * Sends so many generated requests to an operation, the same ones for the same seed. A fault is shrunk to the smallest
 * request that shows it, and the rest of the requests go on with the next seed.
 */
export async function fuzz(run: FuzzRun, operation: Operation, requests: number, seed: number): Promise<void> {
  const name = `${operation.method} ${operation.path}`;
  let left = requests;
  for (let found = 0; left > 0 && found < mostFaults; found += 1) {
    const property = fc.asyncProperty(requestsTo(operation, run.resolve), async (request) => {
      const what = await attempt(run, name, request);
      if (what !== null) throw new Error(what);
    });
    const result = await fc.check(property, { seed: seed + found, numRuns: left });
    left -= result.numRuns;
    if (!result.failed) return;
    const request = result.counterexample?.[0];
    if (request === undefined) throw new Error(`${name}: ${String(result.errorInstance)}`);
    const what = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
    run.tally.findings.push({ what: `${name}: ${what}`, command: curl(run.target.url, run.pool.fill(request)) });
  }
}

async function attempt({ target, pool, folders, tally }: FuzzRun, name: string, generated: FuzzRequest) {
  tally.sent += 1;
  if (tally.sent % requestsBetweenRenewals === 0) await pool.renew();
  const request = pool.fill(generated);
  const answer = await exchange(target, request, patienceMilliseconds);
  tally.statuses.set(answer.status, (tally.statuses.get(answer.status) ?? 0) + 1);
  const statuses = tally.byOperation.get(name) ?? new Map<number, number>();
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  tally.byOperation.set(name, statuses);
  return fault(answer, `${request.path}${request.body ?? ""}`, folders);
}

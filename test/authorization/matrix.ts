import pLimit from "p-limit";
import { type Caller, callers, type RefusedCaller, userOfCaller } from "./callers.js";
import {
  addressKnown,
  type FieldTable,
  type Kind,
  knownAmong,
  knows,
  namesOf,
  objectNames,
  type ObjectName,
} from "./expectations/index.js";
import type { OperationWriter } from "./operations.js";
import { type PlannedCase, plan } from "./plan.js";
import type { Tally } from "./tally.js";
import { idsIn, type Reply, type Send } from "./transports.js";
import type { World } from "./world/index.js";

/** So many cases are under way at once. */
const concurrency = 6;

type Root = "Query" | "Mutation" | "Subscription";

/** Runs cases in a world over one transport, and counts them. */
export class Matrix {
  constructor(
    readonly world: World,
    readonly operations: OperationWriter,
    readonly tally: Tally,
    readonly transport: string,
    readonly send: Send,
  ) {}

  /** Runs the cases of a table; or of them those that are to be admitted, or those that are to be refused. */
  async run(root: Root, table: FieldTable, which: "admitted" | "refused" | "all" = "all"): Promise<void> {
    const cases = plan(table).filter(
      ({ expected }) => which === "all" || (expected === "ok") === (which === "admitted"),
    );
    await inParallel(cases, (one) => this.runCase(root, one));
  }

  /** Sends an operation as a caller; what the caller may not know of must not be in the answer. */
  async ask(name: string, caller: Caller, query: string, variables = {}, spare = false): Promise<Reply> {
    const { world } = this;
    const credential = spare ? await world.spare(caller) : world.credentials[caller];
    const reply = await this.send(credential, query, variables);
    this.check(`${name}, what is in the answer`, "", leaksIn(world, caller, reply.text));
    return reply;
  }

  record(name: string, expected: string, got: string): void {
    this.tally.record(`${this.transport}: ${name}`, expected, got);
  }

  check(name: string, expected: string, got: string): void {
    this.tally.check(`${this.transport}: ${name}`, expected, got);
  }

  private async runCase(root: Root, one: PlannedCase): Promise<void> {
    const { name, field, caller, expected, expectation } = one;
    const isSpare = expectation.usesUp === true && expected === "ok";
    const variables = await one.variables(this.world);
    const reply = await this.ask(name, caller, this.operations.rootField(root, field), variables, isSpare);
    this.record(name, expected, outcomeOf(reply, field));
    const lists = one.isPlain && expected === "ok" ? expectation.plain?.lists : undefined;
    if (lists === undefined) return;
    const names = typeof lists === "string" ? knownAmong(caller, namesOf(lists)) : lists(caller);
    const page = (reply.data as Record<string, { nodes: unknown[]; totalCount: number } | undefined>)[field];
    const kind = typeof lists === "string" ? lists : "Session";
    this.check(`${name}, what is listed`, named(names), this.namesIn(page?.nodes, caller, kind));
    this.check(`${name}, what is counted`, String(page?.nodes.length), String(page?.totalCount));
  }

  /**
   * The names of all objects of a kind in an answer. Rows of credentials, and what other cases have made, go without
   * saying where the caller may know of them.
   */
  namesIn(data: unknown, caller: Caller, kind?: Kind): string {
    const names = idsIn(data).map((id) => this.world.nameOf(id));
    return named(names.filter((name) => !isAnother(name, caller) && !isOfCredential(name, caller, kind)));
  }
}

/** What a reply comes to. */
export function outcomeOf({ code, data }: Reply, field: string): string {
  if (code !== null) return code;
  const value = (data as Readonly<Record<string, unknown>> | null)?.[field];
  return value === null ? "null" : "ok";
}

/** Names in a form that can be compared. */
export function named(names: readonly string[]): string {
  return [...names].sort().join(", ");
}

/** Runs work for each item, some at a time. */
export async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const limit = pLimit(concurrency);
  await Promise.all(items.map((item) => limit(() => work(item))));
}

/** The names of objects whose texts are in an answer, and should not be. */
export function leaksIn(world: World, caller: Caller | RefusedCaller, text: string): string {
  const active = callers.find((one) => one === caller);
  const leaked = objectNames.flatMap((name) => {
    const { mark, address } = world.standing(name);
    const isAddressKnown = active !== undefined && addressKnown[name]?.includes(active) === true;
    return [
      ...(text.replaceAll(address ?? mark, "").includes(mark) && !(active !== undefined && knows(active, name))
        ? [name]
        : []),
      ...(address !== null && text.includes(address) && !isAddressKnown ? [`address of ${name}`] : []),
    ];
  });
  return named(leaked);
}

const keyOf: Readonly<Record<string, ObjectName>> = {
  "of adminUser": "adminsKey",
  "of managerUser": "managersKey",
  "of memberUser": "membersKey",
};

function isAnother(name: string, caller: Caller): boolean {
  return objectNames.some((one) => name === `another ${one}` && knows(caller, one));
}

function isOfCredential(name: string, caller: Caller, kind: Kind | undefined): boolean {
  const key = keyOf[name];
  if (kind === "ApiKey" && name === "of suspendedUser") return caller === "admin" || caller === "adminKey";
  if (kind === "ApiKey") return key !== undefined && knows(caller, key);
  if (kind === "Session") return name === `of ${userOfCaller[caller] ?? "nobody"}User`;
  return kind === "Invite" && name === "of nobody";
}

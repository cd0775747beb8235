import { dialects } from "../../src/rest-compat/openapi.js";
import { send } from "../support/rest-client.js";
import { type Caller, callers, type RefusedCaller, refusedCallers } from "./callers.js";
import { namesOf, type ObjectName } from "./expectations/index.js";
import { administrators, readers } from "./expectations/groups.js";
import { type RouteExpectation, type RouteRequest, statusOf } from "./expectations/route.js";
import { routes } from "./expectations/routes.js";
import { inParallel, leaksIn } from "./matrix.js";
import type { Tally } from "./tally.js";
import { describe } from "./world/objects.js";
import type { World } from "./world/index.js";

/** Every route that is served, by method and path below the first dialect's base. */
export function servedRoutes(): string[] {
  const base = dialects[0]?.basePaths[0] ?? "";
  return (
    dialects
      // Behind a gate are no users; test/rest-compat/embed-widget.test.ts tells who is there.
      .filter(({ gate }) => gate === undefined)
      .flatMap(({ basePaths, routes: served }) =>
        served
          // To whoever asks; test/rest-compat/credentials.test.ts tells of these.
          .filter(({ credential }) => credential !== "none")
          .map(({ method, path }) => `${method} ${(basePaths[0] ?? "").slice(base.length)}${path}`),
      )
      .sort()
  );
}

interface RestCase {
  readonly route: string;
  readonly index: number;
  readonly expectation: RouteExpectation;
  readonly caller: Caller;
  readonly name: ObjectName | "unknown" | "plain";
}

/** Calls every route as every caller who is to be admitted, or who is to be refused. */
export async function runRoutes(world: World, tally: Tally, which: "admitted" | "refused"): Promise<void> {
  const cases = Object.entries(routes).flatMap(([route, expectations]) =>
    expectations.flatMap((expectation, index) =>
      callers.flatMap((caller) =>
        namesFor(expectation).map((name): RestCase => ({ route, index, expectation, caller, name })),
      ),
    ),
  );
  const chosen = cases.filter(
    ({ caller, expectation, name }) => (statusOf(caller, expectation, name) === 200) === (which === "admitted"),
  );
  await inParallel(chosen, (one) => runCase(world, tally, one));
}

/** Calls every route under each of its paths with every credential that does not work. */
export async function runRefusedRoutes(world: World, tally: Tally): Promise<void> {
  const cases = Object.entries(routes).flatMap(([route, [expectation]]) =>
    ["/api/v1", "/v1"].flatMap((base) => refusedCallers.map((caller) => ({ route, base, expectation, caller }))),
  );
  await inParallel(cases, async ({ route, base, expectation, caller }) => {
    if (expectation === undefined) return;
    const [name = "plain"] = namesFor(expectation);
    const request = expectation.request(await objectOf(world, expectation, name, false), world.standing);
    await runRequest(world, tally, `${route} under ${base} by ${caller}`, {
      route,
      base,
      caller,
      request,
      status: expectation.unauthenticated ?? 403,
    });
  });
}

/** Reads the event log as lines of JSON, which is a path of its own beside the schema, as every caller. */
export async function runExport(world: World, tally: Tally): Promise<void> {
  await inParallel([...callers, ...refusedCallers], async (caller) => {
    const active = callers.find((one) => one === caller);
    // Paths beside the schema are for users: others are as unknown there as nobody.
    const isUser = active !== undefined && readers.includes(active);
    const status = !isUser ? 401 : administrators.includes(active) ? 200 : 403;
    const request = { path: "/events.ndjson" };
    const route = "GET /events.ndjson";
    await runRequest(world, tally, `${route} by ${caller}`, { route, base: "/api", caller, request, status });
  });
}

async function runCase(world: World, tally: Tally, { route, index, expectation, caller, name }: RestCase) {
  const status = statusOf(caller, expectation, name);
  const changes = expectation.changes === true && status === 200;
  const request = expectation.request(await objectOf(world, expectation, name, changes), world.standing);
  const label = `${route} (${index + 1}) by ${caller} about ${name}`;
  await runRequest(world, tally, label, { route, base: "/api/v1", caller, request, status });
}

async function runRequest(
  world: World,
  tally: Tally,
  label: string,
  given: {
    readonly route: string;
    readonly base: string;
    readonly caller: Caller | RefusedCaller;
    readonly request: RouteRequest;
    readonly status: number;
  },
): Promise<void> {
  const { authorization, origin } = world.credentials[given.caller];
  const { path, body } = given.request;
  const response = await send(world.server, `${given.base}${path}`, {
    method: given.route.split(" ")[0] ?? "GET",
    ...(body === undefined ? {} : { body }),
    authorization,
    ...(origin === null ? {} : { headers: { origin } }),
  });
  const text = await response.text();
  tally.record(`REST: ${label}`, String(given.status), String(response.status));
  tally.check(`REST: ${label}, what is in the answer`, "", leaksIn(world, given.caller, text));
}

function namesFor({ kind }: RouteExpectation): readonly (ObjectName | "unknown" | "plain")[] {
  return kind === undefined ? ["plain"] : [...namesOf(kind), "unknown"];
}

async function objectOf(
  world: World,
  { kind = "Workspace" }: RouteExpectation,
  name: RestCase["name"],
  changes: boolean,
) {
  if (name === "unknown") return describe(kind, { id: 2_000_000_000 }, "");
  if (name === "plain") return world.standing("home");
  return changes ? world.fresh(name) : world.standing(name);
}

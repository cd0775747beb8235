import { type Caller, callers } from "./callers.js";
import {
  type Kind,
  kinds,
  knownAmong,
  knows,
  links,
  namesOf,
  nodes,
  type ObjectName,
  objects,
  refusal,
  viewerLinks,
} from "./expectations/index.js";
import { identified, readers } from "./expectations/groups.js";
import { inParallel, type Matrix, named, outcomeOf } from "./matrix.js";
import { describe } from "./world/objects.js";

/** Selections for links that start or end at what has no id of its own. */
const selections: Readonly<Record<string, string>> = {
  "Workspace.documents": "{ documents(first: 20) { totalCount nodes { document { id } } } }",
  "Crawl.pages": "{ pages(first: 20) { totalCount nodes { url status } } }",
  "CrawlPage.document": "{ pages(first: 20) { nodes { document { id title } } } }",
  "Document.attachments": "{ attachments { workspace { id } } }",
  "DocumentAttachment.workspace": "{ attachments { workspace { id name slug } } }",
  "DocumentAttachment.document": "{ documents(first: 20) { nodes { document { id title } } } }",
};
const searchHits = "query ($input: SearchInput!) { search(input: $input) { hits { text document { id title } } } }";

/** Fetches every object of every type by its id, as every caller. */
export async function runNodes(matrix: Matrix): Promise<void> {
  await inParallel(
    kinds.flatMap((kind) => callers.map((caller) => ({ kind, caller }))),
    async ({ kind, caller }) => {
      const query = matrix.operations.node(kind);
      const unknown = describe(kind, { id: 2_000_000_000 }, "").id;
      for (const name of namesOf(kind)) {
        const expected = isFound(caller, name) ? "ok" : "null";
        await runNode(matrix, query, caller, `${kind} ${name}`, matrix.world.standing(name).id, expected);
      }
      await runNode(matrix, query, caller, `an unknown ${kind}`, unknown, "null");
      await runNode(matrix, query, caller, `a misspelt ${kind}`, `${unknown}=`, "null");
    },
  );
}

async function runNode(
  matrix: Matrix,
  query: string,
  caller: Caller,
  what: string,
  id: string,
  expected: string,
): Promise<void> {
  const name = `node by ${caller} about ${what}`;
  const reply = await matrix.ask(name, caller, query, { id });
  matrix.record(name, refusal(caller, identified) ?? expected, outcomeOf(reply, "node"));
}

/** Follows every link from one object to others, as every caller. */
export async function runLinks(matrix: Matrix): Promise<void> {
  const cases = Object.entries(links).flatMap(([link, { who, leads }]) =>
    leads.flatMap(({ from, to }) => callers.map((caller) => ({ link, who, from, to, caller }))),
  );
  await inParallel(cases, async ({ link, who, from, to, caller }) => {
    const name = `${link} by ${caller} from ${from}`;
    const isSearch = link.startsWith("SearchHit.");
    const { id } = matrix.world.standing(from);
    const reply = isSearch
      ? await matrix.ask(name, caller, searchHits, { input: { workspaceId: id, query: "heron frogs", topN: 20 } })
      : await matrix.ask(name, caller, linkQuery(matrix, link, from), { id });
    const field = isSearch ? "search" : "node";
    const outcome = outcomeOf(reply, field);
    const reached = named(knownAmong(caller, to));
    const expected = isSearch ? searched(caller, from, reached) : linked(caller, who, from, reached);
    matrix.record(name, expected, outcome === "ok" ? matrix.namesIn(reply.data, caller) : outcome);
  });
}

function linkQuery(matrix: Matrix, link: string, from: ObjectName): string {
  const [type = "", field = ""] = link.split(".");
  return matrix.operations.node(objects[from].kind, selections[link] ?? matrix.operations.link(type, field));
}

function linked(caller: Caller, who: readonly Caller[], from: ObjectName, reached: string): string {
  if (!identified.includes(caller)) return "UNAUTHENTICATED";
  if (!isFound(caller, from)) return "null";
  return refusal(caller, who) ?? reached;
}

function searched(caller: Caller, from: ObjectName, reached: string): string {
  return refusal(caller, readers) ?? (knows(caller, from) ? reached : "NOT_FOUND");
}

/** What `viewer` leads to, and from there on. */
export async function runViewer(matrix: Matrix): Promise<void> {
  const further: readonly (readonly [link: string, query: string, who: readonly Caller[]])[] = [
    ["User.workspaces", "{ viewer { user { workspaces(first: 9) { nodes { id } } } } }", readers],
    ["ApiKey.owner", "{ viewer { apiKey { owner { username } } } }", readers],
    ["ApiKey.workspaces", "{ viewer { apiKey { workspaces { id } } } }", readers],
  ];
  await inParallel(callers, async (caller) => {
    for (const [link, { who, holders }] of Object.entries(viewerLinks)) {
      const field = link.split(".")[1] ?? "";
      const name = `${link} by ${caller}`;
      const reply = await matrix.ask(name, caller, `{ viewer ${matrix.operations.link("Viewer", field)} }`);
      const outcome = outcomeOf(reply, "viewer");
      const value = (reply.data as { viewer?: Record<string, unknown> } | null)?.viewer?.[field];
      const expected = refusal(caller, who) ?? (holders.includes(caller) ? "given" : "absent");
      matrix.record(name, expected, outcome !== "ok" ? outcome : value === null ? "absent" : "given");
    }
    for (const [link, query, who] of further) {
      const isThere = viewerLinks[link.startsWith("User") ? "Viewer.user" : "Viewer.apiKey"]?.holders.includes(caller);
      const name = `${link} of the viewer by ${caller}`;
      const reply = await matrix.ask(name, caller, query);
      const expected =
        caller === "nobody" ? "UNAUTHENTICATED" : isThere === true ? (refusal(caller, who) ?? "ok") : "ok";
      matrix.record(name, expected, outcomeOf(reply, "viewer"));
    }
  });
}

function isFound(caller: Caller, name: ObjectName): boolean {
  const { kind }: { readonly kind: Kind } = objects[name];
  return nodes[kind].includes(caller) && knows(caller, name);
}

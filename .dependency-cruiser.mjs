// The import rules of the architecture (docs/architecture.md): imports go down the list of rooms only.
// Sources are parsed by swc, since TypeScript 7 offers no parser to other programs; swc reports type-only
// imports too, and `import("…")` types, which it cannot see everywhere, are refused by the linter.

/** Rooms from the top to the bottom; those of one line may import each other as long as no cycle arises. */
const floors = [
  ["main", "server", "cli"],
  ["http", "rest-compat"],
  ["resolvers"],
  ["schema"],
  ["workers"],
  ["services"],
  ["chat", "ingestion", "retrieval"],
  ["providers"],
  ["text"],
  ["queue", "events", "pubsub", "policies", "auth", "secrets", "limits", "mail", "storage", "web"],
  ["database"],
  ["entities"],
  ["config", "errors", "observability"],
];

const rooms = floors.flat();
const inRooms = (names) => `^src/(${names.join("|")})(/|\\.ts$)`;
const floorOf = (room) => floors.findIndex((floor) => floor.includes(room));
const below = (room) => floors.slice(floorOf(room) + 1).flat();
/** Installed packages by name, found or not. */
const packages = (...names) => `(^|/node_modules/|^node_modules/)(${names.join("|")})(/|$)`;

const persistence = packages("typeorm", "pg", "pg-[^/]+", "pgvector", "graphile-worker", "@electric-sql/[^/]+");
const transport = packages(
  "graphql-[^/]+",
  "graphql",
  "type-graphql",
  "fastify",
  "@fastify/[^/]+",
  "express",
  "@apollo/[^/]+",
  "@as-integrations/[^/]+",
  "ws",
);
const vendors = packages("langchain", "@langchain/(?!core/)[^/]+", "openai", "@anthropic-ai/[^/]+", "ollama");

/** One rule a floor: nothing of it imports from a floor above. */
const downwards = floors.slice(1).map((floor, index) => ({
  name: `only-down-from-${floor.join("-")}`,
  comment: "Imports go down the list of rooms only.",
  severity: "error",
  from: { path: inRooms(floor) },
  to: { path: inRooms(floors.slice(0, index + 1).flat()) },
}));

const rules = [
  {
    name: "no-cycles",
    comment: "Modules that import each other, through types too, cannot be understood one at a time.",
    severity: "error",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-orphans",
    comment: "A module that imports nothing and is imported by nothing is left over.",
    severity: "error",
    from: { orphan: true, path: "^src/", pathNot: "\\.d\\.ts$" },
    to: {},
  },
  {
    name: "known-rooms",
    comment: "A new room needs a place in the list of floors (and an ADR).",
    severity: "error",
    from: { path: "^src/", pathNot: [inRooms(rooms), "^src/(generated|types)/"] },
    to: {},
  },
  {
    name: "rest-compat-is-a-client",
    comment: "The REST dialects are a client of the schema: they see operations, never resolvers or services.",
    severity: "error",
    from: { path: "^src/rest-compat/" },
    to: {
      path: "^(src|migrations|test|scripts|bench)/",
      pathNot: "^src/(rest-compat|errors|config|observability|generated)/",
    },
  },
  {
    name: "rest-compat-is-mounted-from-the-top",
    comment: "Only the composition root, and the transports, know that the dialects exist.",
    severity: "error",
    from: { path: "^src/", pathNot: inRooms(["main", "server", "cli", "http", "rest-compat"]) },
    to: { path: "^src/rest-compat/" },
  },
  {
    name: "generated-documents-are-for-clients",
    comment: "Typed documents of operations serve those who call the schema.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(rest-compat|generated)/" },
    to: { path: "^src/generated/" },
  },
  {
    name: "generated-imports-nothing",
    comment: "Generated files stand alone.",
    severity: "error",
    from: { path: "^src/generated/" },
    to: { path: "^(src|migrations|test|scripts|bench)/", pathNot: "^src/generated/" },
  },
  {
    name: "no-persistence-above-services",
    comment: "Tables and SQL end at the services; above them there are use cases only.",
    severity: "error",
    from: { path: inRooms(["http", "rest-compat", "resolvers", "schema", "workers"]) },
    to: { path: persistence },
  },
  {
    name: "no-transport-below-schema",
    comment: "Use cases know neither GraphQL nor HTTP. Entities are GraphQL types as well, where the shapes agree.",
    severity: "error",
    from: { path: inRooms(["services", ...below("services")]), pathNot: "^src/entities/" },
    to: { path: transport },
  },
  {
    name: "entities-know-type-graphql-only",
    comment: "Entities carry the decorators of GraphQL types and nothing else of the transport.",
    severity: "error",
    from: { path: "^src/entities/" },
    to: { path: transport, pathNot: packages("type-graphql", "graphql-scalars") },
  },
  {
    name: "vendors-in-providers-only",
    comment:
      "A model vendor's package is known to its provider alone; everyone else speaks LangChain's core interfaces.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/providers/" },
    to: { path: vendors },
  },
  {
    name: "migrations-stand-alone",
    comment: "A migration says what it said when it was written, whatever the code has become since.",
    severity: "error",
    from: { path: "^migrations/" },
    to: { path: "^(src|test|scripts|bench)/" },
  },
  {
    name: "product-ships-alone",
    comment: "What ships needs neither tests nor tools.",
    severity: "error",
    from: { path: "^(src|migrations)/" },
    to: { path: "^(test|scripts|bench)/" },
  },
  {
    name: "no-development-packages",
    comment: "What ships may import only what is installed with it.",
    severity: "error",
    from: { path: "^(src|migrations)/" },
    to: {
      dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
      pathNot: "(^|/)node_modules/(@types|@graphql-typed-document-node)/",
    },
  },
  {
    name: "no-missing-files",
    comment: "A relative import leads somewhere.",
    severity: "error",
    from: {},
    to: { couldNotResolve: true, path: "^\\.{1,2}/" },
  },
];

export default {
  forbidden: [...rules, ...downwards],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "^dist/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".d.ts", ".js", ".mjs", ".cjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};

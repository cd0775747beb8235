// On native PostgreSQL and Redis: all but the suites that use neither, the sweeps of input that is refused before any
// statement, and the REST dialects, whose every statement is one of the schema's operations. They say nothing new there.
import config from "./jest.config.js";

export default {
  ...config,
  testPathIgnorePatterns: [
    "/node_modules/",
    "/abuse/(ids|mass-assignment|operator-objects|rest-bodies)",
    "/authorization/",
    "/browser/",
    "/conformance/",
    "/rest-compat/(?!embed-quotas|chat-export)",
    "/unit/(chat-prompt|chat-text|ingestion|text|web)-",
    "/unit/database-(embedded|lease|wire)",
  ],
};

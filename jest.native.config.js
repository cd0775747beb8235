// On native PostgreSQL and Redis: all but the suites that use neither, and the sweeps of input that is refused before any
// statement; they say nothing new there.
import config from "./jest.config.js";

export default {
  ...config,
  testPathIgnorePatterns: [
    "/node_modules/",
    "/abuse/(ids|mass-assignment|operator-objects|rest-bodies)",
    "/browser/",
    "/conformance/",
    "/unit/(chat-prompt|chat-text|ingestion|text|web)-",
    "/unit/database-(embedded|lease|wire)",
  ],
};

// On native PostgreSQL and Redis: all but the suites that use neither, which say nothing new there.
import config from "./jest.config.js";

export default {
  ...config,
  testPathIgnorePatterns: [
    "/node_modules/",
    "/browser/",
    "/conformance/",
    "/unit/(chat-prompt|chat-text|ingestion|text|web)-",
    "/unit/database-(embedded|lease|wire)",
  ],
};

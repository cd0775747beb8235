// On native PostgreSQL and Redis: all but the suites that use neither, most attacks, which are refused before any
// statement, and the REST dialects, whose every statement is one of the schema's operations. They say nothing new there.
import config from "./jest.config.js";

export default {
  ...config,
  testPathIgnorePatterns: [
    "/node_modules/",
    "/abuse/(?!documents|once|streams)",
    "/authorization/",
    "/browser/",
    "/conformance/",
    "/process/secret-key",
    "/rest-compat/(?!embed-quotas|chat-export)",
    "/unit/(chat-prompt|chat-text|ingestion|text|web)-",
    "/unit/database-(embedded|lease|wire)",
  ],
};

import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import type { FastifyInstance } from "fastify";
import { buildOpenApi } from "./openapi.js";

const require = createRequire(import.meta.url);

/** The files of Swagger UI that the page needs, from the installed package. */
const assets = [
  {
    name: "swagger-ui.css",
    type: "text/css; charset=utf-8",
    file: require.resolve("@fastify/swagger-ui/static/swagger-ui.css"),
  },
  {
    name: "swagger-ui-bundle.js",
    type: "text/javascript; charset=utf-8",
    file: require.resolve("@fastify/swagger-ui/static/swagger-ui-bundle.js"),
  },
  {
    name: "favicon-32x32.png",
    type: "image/png",
    file: require.resolve("@fastify/swagger-ui/static/favicon-32x32.png"),
  },
] as const;

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Docent REST API</title>
    <link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const elsewhere = `<!doctype html><title>Moved</title><p>The page is at <a href="/api/docs/">/api/docs/</a>.</p>
`;

const start = `SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
});
`;

/** Scripts and styles come from this server alone; Swagger UI sets styles of its own and shows pictures as data. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** Serves the OpenAPI document at /api/openapi.json, and Swagger UI at /api/docs, from local files alone. */
export function registerDocs(app: FastifyInstance): void {
  const document = buildOpenApi();
  app.get("/api/openapi.json", () => document);
  app.get("/api/docs", (request, reply) => {
    const html = reply.type("text/html; charset=utf-8").header("content-security-policy", policy);
    // The router takes both spellings; as in AnythingLLM, the page has one address.
    if (request.url.split("?", 1)[0]?.endsWith("/") === true) return html.send(page);
    return html.code(301).header("location", "/api/docs/").send(elsewhere);
  });
  app.get("/api/docs/start.js", (_request, reply) => reply.type("text/javascript; charset=utf-8").send(start));
  for (const { name, type, file } of assets) {
    app.get(`/api/docs/${name}`, (_request, reply) =>
      reply.type(type).header("cache-control", "public, max-age=86400").send(createReadStream(file)),
    );
  }
}

import { buildOpenApi } from "../../src/rest-compat/openapi.js";

/** The description of the REST dialects as openapi.json should read. */
export function printOpenApiFile(): string {
  return `${JSON.stringify(buildOpenApi(), null, 2)}\n`;
}

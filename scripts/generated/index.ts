import { printEventsFile } from "./events.js";
import { generateOperations } from "./operations.js";
import { printPermissionsFile } from "./permissions.js";
import { printSchemaFile } from "./schema.js";
import { printSettingsFile } from "./settings.js";

/** The committed files that follow from others, in two stages, since the dialects are compiled with the first's. */
export type Stage = "operations" | "routes";

/**
 * The committed files of a stage: `operations` are the schema, its permissions, the types of events, the settings and the typed documents
 * that fit it, `routes` the description of the REST dialects.
 * @returns text by path relative to the checkout.
 */
export async function generateStage(stage: Stage): Promise<ReadonlyMap<string, string>> {
  if (stage === "routes") {
    const { printOpenApiFile } = await import("./openapi.js");
    return new Map([["openapi.json", printOpenApiFile()]]);
  }
  const sdl = printSchemaFile();
  return new Map([
    ["schema.graphql", sdl],
    ["docs/permissions.md", printPermissionsFile()],
    ["docs/events.md", printEventsFile()],
    ["docs/settings.md", printSettingsFile()],
    ...(await generateOperations(sdl)),
  ]);
}

import type { Target } from "./graphql-client.js";
import { buildDocument, buildWorkspace } from "./world.js";

const lighthouse =
  "The lighthouse at Cape Verdant was built in 1873. Its keeper, Ada Moreau, logged every passing ship.";

/** A workspace that knows one thing; its slug is the model. */
export async function buildModel(target: Target, input: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const workspace = await buildWorkspace(target, input);
  await buildDocument(target, lighthouse, { title: "Lighthouse", workspaceIds: [workspace.id] });
  return workspace.slug;
}

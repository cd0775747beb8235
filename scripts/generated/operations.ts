import { relative } from "node:path";
import { generate, loadCodegenConfig } from "@graphql-codegen/cli";
import { root } from "../root.js";

interface GeneratedFile {
  readonly filename: string;
  readonly content: string;
}

/**
 * The typed documents that codegen.yml describes, against a given schema. Nothing is written.
 * @param sdl the schema, which need not be the committed one.
 * @returns text by path relative to the checkout.
 * @throws Error when an operation does not fit the schema.
 */
export async function generateOperations(sdl: string): Promise<Map<string, string>> {
  const { config } = await loadCodegenConfig({ configFilePath: `${root}codegen.yml` });
  const files = (await generate({ ...config, schema: sdl, cwd: root, silent: true }, false)) as GeneratedFile[];
  return new Map(files.map((file) => [relative(root, file.filename), file.content]));
}

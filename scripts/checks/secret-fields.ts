import "reflect-metadata";
import { readFileSync } from "node:fs";
import { buildSchema, isInterfaceType, isObjectType } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { getMetadataArgsStorage } from "typeorm";
import "../../src/resolvers/index.js";
import { root } from "../root.js";

const sensitive = /secret|hash|password|passwd|token|credential|private_?key/i;

/** Public fields that look like a secret, each with the reason why it is none, or is meant to be shown. */
const allowed: ReadonlyMap<string, string> = new Map([
  ["CreateApiKeyPayload.secret", "shown once, to the one who creates the key; only its hash is stored"],
  ["RotateApiKeyPayload.secret", "shown once, to the owner who rotates the key; only its hash is stored"],
  ["ChatMetrics.promptTokens", "a number of tokens of text"],
  ["ChatMetrics.completionTokens", "a number of tokens of text"],
  ["ChatMetrics.timeToFirstToken", "a duration"],
  ["CitedDocument.tokenCount", "a number of tokens of text"],
  ["Document.tokenCount", "a number of tokens of text"],
  ["Document.contentHash", "of the document's own bytes, by which clients tell that a file is unchanged"],
]);

/** No stored column that looks like a secret is public, and nothing of the schema that looks like one, unless listed. */
export function checkSecretFields(): readonly string[] {
  const found = new Set(
    [...publicColumns(), ...schemaFields()].filter((path) => sensitive.test(path.split(".")[1] ?? "")),
  );
  return [
    ...[...found].filter((path) => !allowed.has(path)).map((path) => `${path} is public and looks like a secret`),
    ...[...allowed.keys()].filter((path) => !found.has(path)).map((path) => `${path} needs its exception no longer`),
  ];
}

function publicColumns(): readonly string[] {
  const columns = new Set(
    getMetadataArgsStorage().columns.map(({ target, propertyName }) => `${nameOf(target)}.${propertyName}`),
  );
  return getMetadataStorage()
    .fields.map(({ target, name }) => `${nameOf(target)}.${name}`)
    .filter((path) => columns.has(path));
}

function schemaFields(): readonly string[] {
  const types = Object.values(buildSchema(readFileSync(`${root}schema.graphql`, "utf8")).getTypeMap());
  return types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)
      : [],
  );
}

function nameOf(target: unknown): string {
  return typeof target === "function" ? target.name : String(target);
}

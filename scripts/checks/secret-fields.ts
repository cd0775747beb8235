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
  ["Chunk.tokenCount", "a number of tokens of text"],
  ["CitedDocument.tokenCount", "a number of tokens of text"],
  ["Document.tokenCount", "a number of tokens of text"],
  ["DocumentChunk.tokenCount", "a number of tokens of text"],
  ["Document.contentHash", "of the document's own bytes, by which clients tell that a file is unchanged"],
  ["Viewer.credential", "the kind of the credential, no part of it"],
  ["EventLog.credential", "the kind and the number of the credential, no part of it"],
  ["Setting.isSecret", "whether a value is one; the value is never shown"],
  ["SessionGrantPayload.accessToken", "shown once, to whoever has proven who they are; it is not stored"],
  ["SessionGrantPayload.accessTokenExpiresAt", "a moment"],
  [
    "SessionGrantPayload.refreshToken",
    "shown once, to whoever has proven who they are; only a hash of its id is stored",
  ],
  ["SessionGrantPayload.refreshTokenExpiresAt", "a moment"],
  ["AuthTokenPayload.token", "shown once, to the administrator who issues it; only its hash is stored"],
  ["PasswordResetPayload.token", "shown once, to the administrator who makes it; only its hash is stored"],
  ["CreateEmbeddingsPayload.tokenCount", "a number of tokens of text"],
  ["Embed.requiresToken", "whether visitors need one"],
  ["EmbedStatus.requiresToken", "whether visitors need one"],
  ["EmbedSecretPayload.secret", "shown once, to the publisher who gives it to the site; it is stored encrypted"],
  ["Mutation.createEmbedSecret", "an operation; its secret is listed above"],
  ["Mutation.deleteEmbedSecret", "an operation; it answers with the embed"],
  ["Mutation.changePassword", "an operation; it answers with the user"],
  ["Mutation.createPasswordReset", "an operation; its token is listed above"],
  ["Mutation.exchangeAuthToken", "an operation; its tokens are listed above"],
  ["Mutation.issueAuthToken", "an operation; its token is listed above"],
  ["Mutation.requestPasswordReset", "an operation; it tells nothing"],
  ["Mutation.resetPassword", "an operation; it tells nothing"],
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

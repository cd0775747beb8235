import { z } from "zod";
import {
  type ApiKeyFieldsFragment,
  CreateApiKeyOperation,
  CreateFirstApiKeyOperation,
  FindApiKeyOperation,
  RevokeApiKeyOperation,
  SignInOperation,
} from "../../../generated/operations.js";
import { NotFoundError } from "../../../errors/index.js";
import { bearerSecret } from "../../credentials.js";
import { type ErrorShape, json } from "../../routing/answer.js";
import { type DocumentedResponse, type Route, route } from "../../routing/route.js";

const tags = ["Authentication"];
const permissions = ["read", "write", "admin"] as const;
const scopes = { read: "READ", write: "WRITE", admin: "ADMIN" } as const;
const names = { READ: "read", WRITE: "write", ADMIN: "admin" } as const;

const platformError: ErrorShape = ({ status, message }) => json({ error: message, detail: message }, status);

const keySchema = z.object({
  id: z.number(),
  apiKey: z.string().describe("The secret, which is shown this once."),
  name: z.string(),
  permissions: z.array(z.enum(permissions)),
  createdAt: z.iso.datetime(),
});

/** How people and programs get credentials. */
export const credentialsRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/auth/login",
    summary: "Sign in by name and password",
    description: "Few attempts a minute are admitted. Needs multi-user mode.",
    tags,
    credential: "none",
    body: z.object({ username: z.string().min(1).max(100), password: z.string().min(1).max(128) }),
    bodyExample: { username: "sample-sam", password: "a long password" },
    responses: {
      200: {
        description: "The tokens: `access` for 15 minutes, `refresh` for new ones, once, within 30 days.",
        schema: z.object({
          access: z.string(),
          refresh: z.string(),
          user: z.object({
            id: z.number(),
            username: z.string(),
            email: z.string().nullable(),
            role: z.enum(["admin", "manager", "default"]),
          }),
        }),
      },
      400: refused("A value is missing."),
      401: refused("The username or the password is wrong."),
      409: refused("The instance is in single-user mode."),
    },
    errors: platformError,
    handle: async ({ client, body: { username, password } }) => {
      const { signIn } = await client.execute(SignInOperation, { input: { username, password } });
      const { databaseId: id, username: name, email, role } = signIn.user;
      const user = { id, username: name, email, role: role.toLowerCase() };
      return json({ access: signIn.accessToken, refresh: signIn.refreshToken, user });
    },
  }),
  route({
    method: "POST",
    path: "/auth/api-key",
    summary: "Make an API key",
    description:
      "It can do no more than the credential that makes it, which needs the admin scope. On an instance whose keys nobody has used, in single-user mode, a program on the server's own machine needs none.",
    tags,
    credential: "optional",
    body: z.object({
      name: z.string().min(1).max(255),
      permissions: z.array(z.enum(permissions)).min(1).max(3).nullish().describe("`read` unless given."),
    }),
    bodyExample: { name: "My Application", permissions: ["read", "write"] },
    responses: {
      200: { description: "The new key.", schema: keySchema },
      400: refused("A value is missing, or not valid."),
      401: refused("There is no valid credential."),
      403: refused("The credential may not make this key."),
    },
    errors: platformError,
    handle: async ({ client, body, headers }) => {
      const input = { name: body.name, scopes: (body.permissions ?? ["read"]).map((name) => scopes[name]) };
      if (bearerSecret(headers) === null) {
        const { createFirstApiKey } = await client.execute(CreateFirstApiKeyOperation, { input });
        return json(presentKey(createFirstApiKey));
      }
      const { createApiKey } = await client.execute(CreateApiKeyOperation, { input });
      return json(presentKey(createApiKey));
    },
  }),
  route({
    method: "DELETE",
    path: "/auth/api-key/:id",
    summary: "Revoke an API key",
    description: "At once, and for ever.",
    tags,
    responses: {
      200: { description: "It works no longer.", schema: z.object({ success: z.literal(true) }) },
      401: refused("There is no valid credential."),
      403: refused("The credential may not revoke keys."),
      404: refused("There is no such key."),
    },
    errors: platformError,
    handle: async ({ client, params }) => {
      const given = params["id"] ?? "";
      const databaseId = /^[1-9]\d{0,8}$/.test(given) ? Number(given) : 0;
      const [apiKey] = (await client.execute(FindApiKeyOperation, { databaseId })).apiKeys.nodes;
      if (apiKey === undefined) throw new NotFoundError("API key");
      await client.execute(RevokeApiKeyOperation, { apiKeyId: apiKey.id });
      return json({ success: true });
    },
  }),
];

function refused(description: string): DocumentedResponse {
  return { description, schema: z.object({ error: z.string(), detail: z.string() }) };
}

function presentKey({ secret, apiKey }: { readonly secret: string; readonly apiKey: ApiKeyFieldsFragment }) {
  const { databaseId: id, name, createdAt } = apiKey;
  return { id, apiKey: secret, name, permissions: apiKey.scopes.map((scope) => names[scope]), createdAt };
}

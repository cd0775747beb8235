import { createClient } from "graphql-ws";
import WebSocket from "ws";
import type { Target } from "../../support/graphql-client.js";
import type { Canaries } from "./canaries.js";
import { as } from "./world.js";

/** Mutations that take a secret, each with its input type and an input in which the secret does not do. */
const inputs = (secret: string): readonly (readonly [string, string, unknown])[] => [
  ["signIn", "SignInInput", { username: "bob", password: secret }],
  ["signIn", "SignInInput", { username: "bob", password: [secret] }],
  ["signIn", "SignInInput", { username: "bob", password: { secret } }],
  ["signIn", "SignInInput", { username: "bob", password: "x", extra: secret }],
  ["signIn", "SignInInput", secret],
  ["recoverAccount", "RecoverAccountInput", { username: "bob", recoveryCode: secret, newPassword: "x" }],
  ["resetPassword", "ResetPasswordInput", { token: secret, newPassword: "x" }],
  ["verifyApiKey", "VerifyApiKeyInput", { secret: `${secret}?` }],
  ["registerUser", "RegistrationInput", { username: "eve", password: secret }],
  ["changePassword", "ChangePasswordInput", { currentPassword: secret, newPassword: secret }],
  ["updateSettings", "UpdateSettingsInput", { values: [{ name: "mailUrl", value: secret }] }],
  ["updateSettings", "UpdateSettingsInput", { values: [{ name: "chatTimeoutSeconds", value: secret }] }],
  ["testProvider", "TestProviderInput", { kind: "CHAT", apiKey: [secret] }],
];

/** Headers in which a credential comes the wrong way. */
const headers = (secret: string): readonly string[] => [
  secret,
  `Bearer ${secret}x`,
  `Basic ${Buffer.from(`user:${secret}`).toString("base64")}`,
];

/** Addresses that somebody might put a secret into. */
const addresses = (secret: string): readonly string[] => [
  `/sso/simple?token=${encodeURIComponent(secret)}`,
  `/graphql?query=${encodeURIComponent("{viewer{scopes}}")}&token=${encodeURIComponent(secret)}`,
  `/v1/workspaces?api_key=${encodeURIComponent(secret)}`,
];

/** Uses a secret in the wrong way wherever there is one. */
export async function misuse(canaries: Canaries, server: Target, name: string, secret: string): Promise<void> {
  const whoAmI = "{ viewer { scopes } }";
  await canaries.graphql(as(server, secret), whoAmI, {}, [name]);
  for (const header of headers(secret)) {
    await canaries.graphql(server, whoAmI, {}, [], header);
    await canaries.http(server, "/v1/workspaces", undefined, [], header);
  }
  for (const address of addresses(secret)) await canaries.http(server, address, undefined, [], null);
  await canaries.http(server, "/graphql", `{"query": "${whoAmI}", "variables": {"password": "${secret}" `);
  for (const [mutation, type, input] of inputs(secret)) {
    await canaries.graphql(server, `mutation ($i: ${type}!) { ${mutation}(input: $i) { __typename } }`, { i: input });
  }
  await canaries.graphql(server, "mutation ($t: String!) { refreshSession(refreshToken: $t) { __typename } }", {
    t: secret,
  });
  for (const literal of [`${JSON.stringify(secret)}, x: 1`, `[${JSON.stringify(secret)}]`]) {
    await canaries.graphql(
      server,
      `mutation { signIn(input: { username: "bob", password: ${literal} }) { accessToken } }`,
    );
  }
  await connect(canaries, server, secret);
}

/** Opens a socket with a secret that does not do, and hears what is answered, and how it is closed. */
async function connect(canaries: Canaries, server: Target, secret: string): Promise<void> {
  const client = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${secret}?` },
  });
  client.on("closed", (event) => {
    canaries.hear("the close of a socket", String((event as { reason?: string }).reason));
  });
  try {
    for await (const result of client.iterate({ query: "{ viewer { scopes } }" })) {
      canaries.hear("the answer of a socket", JSON.stringify(result));
    }
  } catch (error) {
    canaries.hear("the error of a socket", String((error as { reason?: string }).reason));
  } finally {
    await client.dispose();
  }
}

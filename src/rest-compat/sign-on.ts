import type { FastifyInstance } from "fastify";

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>Signing in</title>
  </head>
  <body>
    <p id="state" role="status">Signing in …</p>
    <noscript><p>Signing in needs JavaScript.</p></noscript>
    <script src="/sso/simple.js"></script>
  </body>
</html>
`;

/**
 * Exchanges the token in the address for a session, and keeps that where AnythingLLM's pages look for it. The token
 * leaves the address at once, so that it is in no history. `redirectTo` leads to a path of this server alone.
 */
const script = `const state = document.getElementById("state");
const parameters = new URLSearchParams(location.search);
history.replaceState(null, "", location.pathname);

async function signIn(token) {
  const query =
    "mutation { exchangeAuthToken { accessToken refreshToken user { databaseId username email role } } }";
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer " + token },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  const { user, accessToken, refreshToken } = data.exchangeAuthToken;
  const { databaseId, username, email, role } = user;
  localStorage.setItem("anythingllm_user", JSON.stringify({ id: databaseId, username, email, role: role.toLowerCase() }));
  localStorage.setItem("anythingllm_authToken", accessToken);
  localStorage.setItem("anythingllm_refreshToken", refreshToken);
  return username;
}

signIn(parameters.get("token") ?? "").then(
  (username) => {
    state.textContent = "You are signed in as " + username + ".";
    const target = new URL(parameters.get("redirectTo") ?? "/", location.origin);
    if (parameters.has("redirectTo") && target.origin === location.origin) location.replace(target);
  },
  (error) => {
    state.textContent = "You could not be signed in: " + error.message;
  },
);
`;

const headers = {
  // The token must reach nobody else: not by a frame, nor by the address that a link tells, nor out of a store.
  "content-security-policy":
    "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/**
 * Serves what `loginPath` of an issued token leads to, at `/sso/simple`: a page that exchanges the token by a request of
 * its own. Asking for the page uses nothing up, so that whoever only looks at a link, as mail programs do, spoils none.
 */
export function registerSignOn(app: FastifyInstance): void {
  app.get("/sso/simple", (_request, reply) => reply.headers(headers).type("text/html; charset=utf-8").send(page));
  app.get("/sso/simple.js", (_request, reply) => reply.type("text/javascript; charset=utf-8").send(script));
}

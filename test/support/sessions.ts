import { type Answer, request, type Target } from "./graphql-client.js";
import { goodPassword, mutate } from "./people.js";

/** A session with its tokens, as somebody gets them who signs in. */
export interface Grant {
  readonly user: { readonly id: string; readonly username: string };
  readonly session: { readonly id: string; readonly databaseId: number };
  readonly accessToken: string;
  readonly refreshToken: string;
}

const grantFields = "user { id username } session { id databaseId } accessToken refreshToken";

/** Tries to sign in. */
export function trySignIn(target: Target, username: string, password: string = goodPassword) {
  return mutate<Grant>(target, "signIn", { username, password }, grantFields, null);
}

/** Signs in, which must succeed. */
export async function signIn(target: Target, username: string, password?: string): Promise<Grant> {
  return granted(await trySignIn(target, username, password), "signIn");
}

/** Tries to exchange a refresh token. */
export function tryRefresh(target: Target, refreshToken: string): Promise<Answer<Record<string, Grant>>> {
  return request(
    target,
    `mutation ($token: String!) { refreshSession(refreshToken: $token) { ${grantFields} } }`,
    { token: refreshToken },
    null,
  );
}

/** Tries to exchange a single sign-on token. */
export function tryExchange(target: Target, token: string): Promise<Answer<Record<string, Grant>>> {
  return request(target, `mutation { exchangeAuthToken { ${grantFields} } }`, {}, `Bearer ${token}`);
}

/** The grant of an answer. @throws Error when it has none. */
export function granted(answer: Answer<Record<string, Grant>>, name: string): Grant {
  const grant = answer.data?.[name];
  if (grant === undefined || grant === null) throw new Error(JSON.stringify(answer));
  return grant;
}

/** Who the server takes the bearer of a token for; null: nobody. */
export async function whoIs(target: Target, token: string): Promise<string | null> {
  const answer = await request<{ viewer: { user: { username: string } | null } }>(
    target,
    "{ viewer { user { username } } }",
    {},
    `Bearer ${token}`,
  );
  return answer.data?.viewer.user?.username ?? null;
}

/** Sends an operation with somebody's access token. */
export function as<Data>(
  target: Target,
  { accessToken }: Pick<Grant, "accessToken">,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer<Data>> {
  return request(target, query, variables, `Bearer ${accessToken}`);
}

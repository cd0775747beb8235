import type { Target } from "../../support/graphql-client.js";
import type { Canaries } from "./canaries.js";
import { as } from "./world.js";

interface Grant {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const grantFields = "{ accessToken refreshToken session { id } user { id username } }";

/** Makes a secret of every kind on a new server, and uses each as it is meant. */
export class SecretsInUse {
  /** The secrets by their names. */
  readonly all: Record<string, string> = {};
  private grants = 0;

  constructor(
    private readonly server: Target,
    private readonly canaries: Canaries,
  ) {}

  /** Makes users, sessions, keys, codes, tokens and settings. */
  async make(): Promise<void> {
    const bobId = await this.makePeople();
    const bob = await this.signIn("bob", "a user's password");
    const ada = await this.signIn("ada", "the first password");
    await this.begin(`mutation ($t: String!) { refreshSession(refreshToken: $t) ${grantFields} }`, {
      t: bob.refreshToken,
    });
    await this.shown("an API key", "createApiKey", '(input: { name: "k", scopes: [ADMIN] }) { secret apiKey { id } }');
    await this.shown("an extension key", "createBrowserExtensionKey", '(input: { name: "x" }) { secret }');
    const key = as(this.server, this.at("an API key"));
    const current = JSON.stringify(key.apiKey);
    await this.shown("a rotated key", "rotateApiKey", `(input: { currentSecret: ${current} }) { secret }`, key);
    await this.shown("an invite", "createInvite", "(input: {}) { invite { code } }");
    await this.shown("a reset token", "createPasswordReset", `(userId: "${bobId}") { token }`);
    await this.shown("a sign-on token", "issueAuthToken", `(userId: "${bobId}") { token loginPath }`);
    await this.shown("a recovery code", "createRecoveryCodes", "{ codes }", as(this.server, ada.accessToken));
    await this.set();
  }

  /** Uses every secret up that works once, and the others once more. */
  async useUp(): Promise<void> {
    const { server, canaries } = this;
    const newPassword = canaries.plant("a new password", "canary password that is new, 2");
    const at = (name: string) => as(server, this.at(name));
    await this.begin(`mutation { exchangeAuthToken ${grantFields} }`, {}, at("a sign-on token"));
    await this.begin(
      `mutation ($i: RegistrationInput!) { claimInvite(input: $i) ${grantFields} }`,
      { i: { username: "guest", password: newPassword } },
      at("an invite"),
    );
    await canaries.graphql(server, "mutation ($i: ResetPasswordInput!) { resetPassword(input: $i) { accepted } }", {
      i: { token: this.at("a reset token"), newPassword },
    });
    await canaries.graphql(server, "mutation ($i: RecoverAccountInput!) { recoverAccount(input: $i) { accepted } }", {
      i: { username: "ada", recoveryCode: this.at("a recovery code"), newPassword },
    });
    await canaries.graphql(server, 'mutation { requestPasswordReset(username: "bob") { accepted } }');
    await canaries.graphql(server, "mutation ($s: String!) { verifyApiKey(input: { secret: $s }) { valid } }", {
      s: this.at("a rotated key"),
    });
  }

  private at(name: string): string {
    const secret = this.all[name];
    if (secret === undefined) throw new Error(`There is no ${name}.`);
    return secret;
  }

  private plant(name: string, secret: string): string {
    this.all[name] = secret;
    return this.canaries.plant(name, secret);
  }

  private async makePeople(): Promise<string> {
    const first = this.plant("the first password", "canary password of the administrator");
    await this.canaries.graphql(
      this.server,
      "mutation ($i: EnableMultiUserModeInput!) { enableMultiUserMode(input: $i) { user { id } } }",
      { i: { username: "ada", password: first } },
    );
    const password = this.plant("a user's password", "canary password of bob, 1815");
    const made = await this.canaries.graphql<{ createUser: { user: { id: string } } }>(
      this.server,
      "mutation ($i: CreateUserInput!) { createUser(input: $i) { user { id } } }",
      { i: { username: "bob", password, email: "bob@example.com" } },
    );
    return made?.createUser.user.id ?? "";
  }

  private signIn(username: string, password: string): Promise<Grant> {
    return this.begin(`mutation ($i: SignInInput!) { signIn(input: $i) ${grantFields} }`, {
      i: { username, password: this.at(password) },
    });
  }

  /** Begins a session; its tokens are shown by this answer, and by none before or after. */
  private async begin(query: string, variables: object, target: Target = this.server): Promise<Grant> {
    this.grants += 1;
    const name = `grant ${this.grants} `;
    const answer = await this.canaries.graphql<Record<string, Grant>>(target, query, { ...variables }, [name]);
    const grant = Object.values(answer ?? {})[0];
    if (grant === undefined) throw new Error(`Nobody was signed in by ${query}`);
    this.plant(`${name}access`, grant.accessToken);
    this.plant(`${name}refresh`, grant.refreshToken);
    return grant;
  }

  /** Does a mutation whose answer shows one secret, or several of a kind, of which the first is used. */
  private async shown(name: string, mutation: string, rest: string, target: Target = this.server): Promise<void> {
    const answer = await this.canaries.graphql<Record<string, object>>(target, `mutation { ${mutation}${rest} }`, {}, [
      name,
    ]);
    const secrets = secretsIn(answer?.[mutation]);
    if (secrets[0] === undefined) throw new Error(`${mutation} shows no secret.`);
    secrets.forEach((secret, index) => this.canaries.plant(`${name}${index === 0 ? "" : ` ${index}`}`, secret));
    this.all[name] = secrets[0];
  }

  private async set(): Promise<void> {
    const mail = this.canaries.plant("the mail server's password", "canary-mail-password-1234");
    const settings = {
      chatApiKey: this.plant("the stored provider key", "canary-stored-provider-key-0815"),
      embeddingApiKey: this.plant("the stored embedder's key", "canary-stored-embedder-key-2342"),
      mailUrl: `smtp://mailer:${mail}@127.0.0.1:9`,
      mailFrom: "docent@example.com",
    };
    const values = Object.entries(settings).map(([name, value]) => ({ name, value }));
    await this.canaries.graphql(
      this.server,
      "mutation ($i: UpdateSettingsInput!) { updateSettings(input: $i) { settings { name value isSet } } }",
      { i: { values } },
    );
  }
}

/** The texts under `secret`, `code`, `codes` and `token` of an answer. */
function secretsIn(answer: unknown): string[] {
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]: [string, unknown]) =>
    /^(?:secret|code|codes|token)$/.test(name) ? [value].flat().map(String) : secretsIn(value),
  );
}

import { request, type Target } from "../../test/support/graphql-client.js";
import type { Caller } from "./caller.js";

/** Whose credential a request carries. `malformed` is none, and `unknown` one that nobody has. */
export const credentialKinds = [
  "administrator",
  "member",
  "reader",
  "session",
  "suspended",
  "unknown",
  "malformed",
  "none",
] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** The password of everybody who is made here. */
export const password = "correct horse battery";
/** A user with the DEFAULT role, who is a member of the first workspace. */
export const memberName = "fuzz-member";

/** The values of the header `Authorization` by whose they are; without one where there is none. */
export class People {
  private readonly headers = new Map<CredentialKind, string>();
  private memberId = "";

  constructor(
    private readonly target: Target,
    private readonly caller: Caller,
  ) {
    this.headers.set("administrator", `Bearer ${target.apiKey}`);
    this.headers.set("unknown", "Bearer docent_0123456789abcdef");
    this.headers.set("malformed", "Bearer  '; \u00e9\t--");
  }

  headerOf(kind: CredentialKind): string | undefined {
    return this.headers.get(kind);
  }

  /** Makes whom the other credentials belong to, once. */
  async begin(): Promise<void> {
    this.memberId = await this.makeUser(memberName);
    this.headers.set("member", `Bearer ${await this.makeKey(await this.signIn(memberName), "WRITE")}`);
    this.headers.set("reader", `Bearer ${await this.makeKey(this.target.apiKey, "READ")}`);
    const suspended = await this.makeUser("fuzz-suspended");
    this.headers.set("suspended", `Bearer ${await this.makeKey(await this.signIn("fuzz-suspended"), "WRITE")}`);
    await this.caller.send(`/v1/admin/users/${suspended}`, { suspended: 1 });
  }

  /** Signs the member in again, and puts it back into a workspace. */
  async renew(workspaceNumber: string): Promise<void> {
    await this.caller.send(`/v1/admin/users/${this.memberId}`, { password, role: "default", suspended: 0 });
    this.headers.set("session", `Bearer ${await this.signIn(memberName)}`);
    await this.caller.send(`/v1/admin/workspaces/${workspaceNumber}/manage-users`, { userIds: [this.memberId] });
  }

  private async makeUser(username: string): Promise<string> {
    return this.caller.made("/v1/admin/users/new", { username, password, role: "default" }, ["user", "id"]);
  }

  private async signIn(username: string): Promise<string> {
    return this.caller.made("/v1/auth/login", { username, password }, ["access"]);
  }

  private async makeKey(secret: string, scope: string): Promise<string> {
    const answer = await request<{ createApiKey: { secret: string } }>(
      this.target,
      `mutation { createApiKey(input: { name: "Fuzz", scopes: [${scope}] }) { secret } }`,
      {},
      `Bearer ${secret}`,
    );
    if (answer.data === null) throw new Error(`No key was made: ${JSON.stringify(answer.errors)}`);
    return answer.data.createApiKey.secret;
  }
}

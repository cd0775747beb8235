import { data, type Target } from "../../test/support/graphql-client.js";
import type { FuzzRequest } from "./requests.js";

/** Things that requests may name: made at the start, and again when requests have removed them. */
export class Pool {
  private readonly names = new Map<string, string>();
  private renewals = 0;

  constructor(private readonly target: Target) {}

  /** A request with what is there in place of the names in angle brackets. */
  fill(request: FuzzRequest): FuzzRequest {
    const replaced = (text: string, spell: (name: string) => string) =>
      text.replace(/<([a-z ]+)>/g, (all, name: string) => {
        const found = this.names.get(name);
        return found === undefined ? all : spell(found);
      });
    return {
      ...request,
      path: replaced(request.path, encodeURIComponent),
      body: request.body === null ? null : replaced(request.body, (name) => name),
    };
  }

  /** Makes what is missing. */
  async renew(): Promise<void> {
    this.renewals += 1;
    await this.ensureWorkspace("workspace", "Fuzz first");
    await this.ensureWorkspace("other workspace", "Fuzz second");
    const workspace = this.names.get("workspace") ?? "";
    // Things that cannot be asked for by name are made anew every time.
    await this.make("thread", `/v1/workspace/${workspace}/thread/new`, {}, ["thread", "slug"]);
    await this.make(
      "embed",
      "/v1/embed/new",
      { workspace_slug: workspace, chat_mode: "chat", allowlist_domains: "*" },
      ["embed", "uuid"],
    );
    await this.ensureUser();
    await this.ensureDocument(workspace);
  }

  private async ensureWorkspace(name: string, title: string): Promise<void> {
    const slug = this.names.get(name);
    if (slug !== undefined) {
      const there = (await this.post(`/v1/workspace/${slug}`, {}, "GET")) as { workspace?: unknown[] };
      if ((there.workspace ?? []).length > 0) return;
    }
    await this.make(name, "/v1/workspace/new", { name: title }, ["workspace", "slug"]);
  }

  private async ensureUser(): Promise<void> {
    const body = { username: `fuzz-${this.renewals}`, password: "correct horse battery", role: "default" };
    await this.make("user", "/v1/admin/users/new", body, ["user", "id"]);
  }

  private async ensureDocument(workspace: string): Promise<void> {
    const body = {
      textContent: `The lighthouse of Ost was lit in 1873. Edition ${this.renewals}.`,
      addToWorkspaces: workspace,
      metadata: { title: `Fuzz ${this.renewals}` },
    };
    const answer = (await this.post("/v1/document/raw-text", body)) as { documents?: { location?: string }[] };
    const location = answer.documents?.[0]?.location;
    if (location === undefined) return;
    this.names.set("location", location);
    this.names.set("document", location.slice(location.indexOf("/") + 1));
  }

  private async make(name: string, path: string, body: object, place: readonly string[]): Promise<void> {
    let value: unknown = await this.post(path, body);
    for (const key of place) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
    if (typeof value === "string" || typeof value === "number") this.names.set(name, String(value));
  }

  /** @throws Error when the key is refused: without it the rest of the run would say nothing. */
  private async post(path: string, body: object, method = "POST"): Promise<unknown> {
    const { url, apiKey } = this.target;
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 403) throw new Error(`The key was refused: ${path} ${text}`);
    return text.startsWith("{") ? (JSON.parse(text) as unknown) : {};
  }
}

/** Opens the instance to many users, so that the routes about them do more than refuse. */
export async function openInstance(target: Target): Promise<void> {
  await data(
    target,
    `mutation { enableMultiUserMode(input: { username: "fuzz-admin", password: "correct horse battery" }) { __typename } }`,
  );
}

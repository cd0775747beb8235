import { data, type Target } from "../../test/support/graphql-client.js";
import { at, Caller } from "./caller.js";
import { memberName, password, People } from "./people.js";
import type { FuzzRequest } from "./requests.js";

/** Settings that requests may change, and that the others depend on. */
const shared = ["chat", "embedding", "transcription", "image"].flatMap((part) =>
  ["Provider", "Model", "BaseUrl", "ApiKey"].map((setting) => `${part}${setting}`),
);
const others = ["chatContextWindow", "embeddingBatchSize", "simpleSsoEnabled", "dailyMessageLimit", "supportEmail"];
const session = "11111111-2222-4333-8444-555555555555";

/** Things that requests may name: made at the start, and again when requests have removed them. */
export class Pool {
  readonly people: People;
  private readonly caller: Caller;
  private readonly names = new Map<string, string>([
    ["session", session],
    ["member name", memberName],
    ["password", password],
  ]);
  private count = 0;
  private renewal: Promise<void> | null = null;
  /** The maker of images that the instance has; null: none. */
  private images: { readonly baseUrl: string } | null = null;

  constructor(private readonly target: Target) {
    this.caller = new Caller(target);
    this.people = new People(target, this.caller);
  }

  /** Makes what there is from the start. @param page the address of a page that the server may fetch */
  async begin(page: string): Promise<void> {
    this.names.set("page", page);
    await this.people.begin();
    await this.renew();
  }

  /** Gives the instance a maker of images. */
  async drawBy(baseUrl: string): Promise<void> {
    this.images = { baseUrl };
    await this.renew();
  }

  /** A request with what is there in place of the names in angle brackets. */
  async fill(request: FuzzRequest): Promise<FuzzRequest> {
    return {
      ...request,
      path: await this.filled(request.path, encodeURIComponent),
      body: request.body === null ? null : await this.filled(request.body, (name) => name),
    };
  }

  private async filled(text: string, spell: (name: string) => string): Promise<string> {
    const wanted = [...text.matchAll(/(?:<|%3C)([a-z]+(?: [a-z]+)?)(?:>|%3E)/g)];
    let result = "";
    let end = 0;
    for (const { 0: all, 1: name = "", index } of wanted) {
      const found = await this.nameOf(name);
      result += text.slice(end, index) + spell(found ?? all);
      end = index + all.length;
    }
    return result + text.slice(end);
  }

  private async nameOf(name: string): Promise<string | null> {
    if (name === "new") return String((this.count += 1));
    // What cannot be made just now, because a request has harmed the world, is missing until that is put right.
    if (name.startsWith("spare ")) return this.make(name.slice("spare ".length)).catch(() => null);
    return this.names.get(name) ?? null;
  }

  /** Makes what is missing, and takes back changes that would keep other requests from going deep. */
  renew(): Promise<void> {
    this.renewal ??= this.makeMissing().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async makeMissing(): Promise<void> {
    await this.resetSettings();
    for (const name of ["workspace", "other workspace"]) await this.ensure(name, () => this.hasWorkspace(name));
    const workspace = await this.caller.send(`/v1/workspace/${this.names.get("workspace")}`, null);
    this.names.set("workspace number", String(at(workspace, ["workspace", 0, "id"])));
    await this.people.renew(this.names.get("workspace number") ?? "");
    const text = JSON.stringify(workspace);
    const isIn = (name: string) => () => Promise.resolve(text.includes(this.names.get(name) ?? "\n"));
    await this.ensure("thread", isIn("thread"));
    await this.ensure("location", isIn("location"));
    await this.ensure("embed", async () => this.answerHas("/v1/embed", `"${this.names.get("embed")}"`));
    const open = { enabled: true, chat_mode: "chat", allowlist_domains: "*" };
    await this.caller.send(`/v1/embed/${this.names.get("embed")}`, open);
    await this.ensure("user", async () => this.answerHas("/v1/admin/users", `"id":${this.names.get("user")},`));
    const chats = `/v1/workspace/${this.names.get("workspace")}/chats`;
    await this.ensure("chat", async () => this.answerHas(chats, `"chatId":${this.names.get("chat")},`));
  }

  private async ensure(name: string, isThere: () => Promise<boolean>): Promise<void> {
    if (this.names.has(name) && (await isThere())) return;
    const made = await this.make(name);
    this.names.set(name, made);
    if (name !== "location") return;
    const document = made.slice(made.indexOf("/") + 1);
    this.names.set("document", document);
    this.names.set("file", `notes-${/[\da-f]{8}(-[\da-f]{4,12}){4}/.exec(document)?.[0]}.txt`);
  }

  private async hasWorkspace(name: string): Promise<boolean> {
    const found = await this.caller.send(`/v1/workspace/${this.names.get(name)}`, null);
    const providers = ["chatProvider", "chatModel"].map((setting) => at(found, ["workspace", 0, setting]));
    // One with a model of its own answers nothing here.
    return providers.every((one) => one === null);
  }

  private async answerHas(path: string, text: string): Promise<boolean> {
    return JSON.stringify(await this.caller.send(path, null)).includes(text);
  }

  /** Makes a thing of a kind, and returns its name. */
  private async make(kind: string): Promise<string> {
    this.count += 1;
    const number = this.count;
    const workspace = this.names.get("workspace") ?? "";
    switch (kind) {
      case "workspace":
      case "other workspace":
        return this.caller.made("/v1/workspace/new", { name: `Fuzz ${number}` }, ["workspace", "slug"]);
      case "thread":
        return this.caller.made(`/v1/workspace/${workspace}/thread/new`, {}, ["thread", "slug"]);
      case "chat":
        return this.caller.made(`/v1/workspace/${workspace}/chat`, { message: "Lit when?" }, ["chatId"]);
      case "embed": {
        const embed = { workspace_slug: workspace, chat_mode: "chat", allowlist_domains: "*" };
        return this.caller.made("/v1/embed/new", embed, ["embed", "uuid"]);
      }
      case "user": {
        const user = { username: `fuzz-${number}`, password, role: "default" };
        return this.caller.made("/v1/admin/users/new", user, ["user", "id"]);
      }
      case "invite":
        return this.caller.made("/v1/admin/invite/new", { workspaceIds: [] }, ["invite", "id"]);
      case "key":
        return this.caller.made("/v1/auth/api-key", { name: `Fuzz ${number}`, permissions: ["read"] }, ["id"]);
      case "folder":
        await this.caller.send("/v1/document/create-folder", { name: `Fuzz ${number}` });
        return `Fuzz ${number}`;
      default: {
        const document = {
          textContent: `The lighthouse of Ost was lit in 1873. Edition ${number}.`,
          addToWorkspaces: workspace,
          metadata: { title: `Fuzz ${number}` },
        };
        const location = await this.caller.made("/v1/document/raw-text", document, ["documents", 0, "location"]);
        return kind === "document" ? location.slice(location.indexOf("/") + 1) : location;
      }
    }
  }

  private async resetSettings(): Promise<void> {
    const images =
      this.images === null
        ? []
        : [
            { name: "imageProvider", value: "openai-compatible" },
            { name: "imageModel", value: "mock-image" },
            { name: "imageBaseUrl", value: this.images.baseUrl },
            { name: "imageApiKey", value: "none" },
          ];
    const reset = [...shared, ...others].filter((name) => !images.some((one) => one.name === name));
    await data(
      this.target,
      "mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { refused { name } } }",
      { input: { values: images, reset } },
    );
  }
}

/** Opens the instance to many users, so that the routes about them do more than refuse. */
export async function openInstance(target: Target): Promise<void> {
  await data(
    target,
    `mutation { enableMultiUserMode(input: { username: "fuzz-admin", password: "${password}" }) { __typename } }`,
  );
}

import { isObject } from "./shape.js";

/** What numbers in paths and bodies count. */
export type Numbered = "workspace" | "user" | "invite" | "embed" | "thread" | "chat";

/** Parts of recorded requests that hold a number, each with what the number counts. */
const numberedPaths: readonly (readonly [RegExp, Numbered])[] = [
  [/(\/admin\/users\/)(\d+)/, "user"],
  [/(\/v1\/users\/)(\d+)/, "user"],
  [/(\/admin\/invite\/)(\d+)/, "invite"],
  [/(\/admin\/workspaces\/)(\d+)/, "workspace"],
];
const numberedKeys: Readonly<Record<string, Numbered>> = {
  userId: "user",
  userIds: "user",
  user_id: "user",
  workspaceIds: "workspace",
  workspace_id: "workspace",
  chatId: "chat",
};
/** Words that a server makes up: they hold a UUID, or end in the eight digits that tell slugs apart, or are codes. */
const madeUp = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|-\d{8}$|^(allm-|[0-9A-Z]{7}-[0-9A-Z]{7}-)/;

/**
 * What recorded names, ids and numbers are called on the present server. They are learned from answers to the same
 * requests, and from the states that were made in place of exchanges that are missing.
 */
export class Names {
  private readonly words = new Map<string, string>();
  private readonly numbers = new Map<string, number>();

  knows(word: string): boolean {
    return this.words.has(word);
  }

  set(recorded: string, present: string): void {
    this.words.set(recorded, present);
  }

  setNumber(kind: Numbered, recorded: number, present: number): void {
    this.numbers.set(`${kind} ${recorded}`, present);
  }

  /** Remembers a document by its recorded location: the location itself, its file name and the id in it. */
  setDocument(recorded: string, present: { readonly id: string; readonly location: string }): void {
    this.set(recorded, present.location);
    this.set(nameOf(recorded), nameOf(present.location));
    const id = /[0-9a-f-]{36}(?=\.json$)/.exec(recorded)?.[0];
    if (id !== undefined) this.set(id, present.id);
  }

  /** Learns from two answers to one request that made something. */
  learn(recorded: unknown, present: unknown): void {
    if (!isObject(recorded) || !isObject(present)) return;
    for (const [key, value] of Object.entries(recorded)) {
      const now = present[key];
      if (typeof value === "string" && typeof now === "string") this.learnWord(value, now);
      else if (Array.isArray(value) && Array.isArray(now) && key === "documents") this.learnDocuments(value, now);
      else if (isObject(value) && isObject(now)) this.learnNumbered(key, value, now);
    }
    if (typeof recorded["chatId"] === "number" && typeof present["chatId"] === "number") {
      this.setNumber("chat", recorded["chatId"], present["chatId"]);
    }
  }

  /** A recorded path with the present names. */
  inPath(path: string): string {
    let result = path;
    for (const [pattern, kind] of numberedPaths) {
      result = result.replace(pattern, (_all, before: string, number: string) => {
        return `${before}${this.numberOf(kind, Number(number))}`;
      });
    }
    return this.replaced(result, encodeURIComponent);
  }

  /** A recorded body with the present names. */
  inBody(body: unknown): unknown {
    if (typeof body === "string") return body;
    return JSON.parse(this.replaced(JSON.stringify(this.renumbered(body)), escaped)) as unknown;
  }

  private renumbered(value: unknown, kind?: Numbered): unknown {
    if (typeof value === "number" && kind !== undefined) return this.numberOf(kind, value);
    if (Array.isArray(value)) return value.map((item) => this.renumbered(item, kind));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.renumbered(item, numberedKeys[key])]),
    );
  }

  private numberOf(kind: Numbered, recorded: number): number {
    return this.numbers.get(`${kind} ${recorded}`) ?? recorded;
  }

  /** The longest words first: a file name holds the id that is a word of its own. */
  private replaced(text: string, spell: (word: string) => string): string {
    let result = text;
    const words = [...this.words].sort(([one], [other]) => other.length - one.length);
    for (const [recorded, present] of words) {
      const spelt = recorded.includes("/") ? present : spell(present);
      result = result.replaceAll(recorded, spelt);
    }
    return result;
  }

  private learnWord(recorded: string, present: string): void {
    if (recorded !== present && madeUp.test(recorded) && !this.knows(recorded)) this.set(recorded, present);
  }

  private learnDocuments(recorded: readonly unknown[], present: readonly unknown[]): void {
    for (const [at, document] of recorded.entries()) {
      const now = present[at];
      if (!isObject(document) || !isObject(now) || typeof document["location"] !== "string") continue;
      if (typeof now["location"] !== "string" || typeof now["id"] !== "string") continue;
      this.setDocument(document["location"], { id: now["id"], location: now["location"] });
    }
  }

  private learnNumbered(
    key: string,
    recorded: Readonly<Record<string, unknown>>,
    present: Readonly<Record<string, unknown>>,
  ): void {
    for (const [field, value] of Object.entries(recorded)) {
      const now = present[field];
      if (typeof value === "string" && typeof now === "string") this.learnWord(value, now);
    }
    const [before, now] = [recorded["id"], present["id"]];
    if (typeof before === "number" && typeof now === "number" && isNumbered(key)) this.setNumber(key, before, now);
  }
}

function isNumbered(key: string): key is Numbered {
  return ["workspace", "user", "invite", "embed", "thread", "chat"].includes(key);
}

function nameOf(location: string): string {
  return location.slice(location.indexOf("/") + 1);
}

/** A word as it stands inside a JSON string. */
function escaped(word: string): string {
  return JSON.stringify(word).slice(1, -1);
}

import type { Target } from "../../test/support/graphql-client.js";

/** Sends the requests of which the fuzzed ones' world is made, with the first key. */
export class Caller {
  constructor(private readonly target: Target) {}

  /** @throws Error when the key is refused: without it the rest of the run would say nothing. */
  async send(path: string, body: object | null): Promise<unknown> {
    const response = await fetch(`${this.target.url}/api${path}`, {
      method: body === null ? "GET" : "POST",
      headers: { authorization: `Bearer ${this.target.apiKey}`, "content-type": "application/json" },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 403) throw new Error(`The key was refused: ${path} ${text}`);
    return text.startsWith("{") ? (JSON.parse(text) as unknown) : { text };
  }

  /** Makes a thing. @returns what the answer has at a place: its name; @throws Error without one */
  async made(path: string, body: object, place: readonly (string | number)[]): Promise<string> {
    const answer = await this.send(path, body);
    const value = at(answer, place);
    if (typeof value === "string" || typeof value === "number") return String(value);
    throw new Error(`${path} made nothing: ${JSON.stringify(answer).slice(0, 300)}`);
  }
}

/** What a value has at a place; undefined: nothing. */
export function at(value: unknown, place: readonly (string | number)[]): unknown {
  let found = value;
  for (const key of place) found = (found as Readonly<Record<string | number, unknown>> | null | undefined)?.[key];
  return found;
}

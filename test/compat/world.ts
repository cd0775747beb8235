import { data } from "../support/graphql-client.js";
import { form } from "../support/rest-client.js";
import type { CompatServer } from "./compat-server.js";
import { contentOf } from "./files.js";
import type { Names } from "./names.js";
import { isObject } from "./shape.js";

/** An answer to a request that makes a state. */
type Body = Readonly<Record<string, unknown>>;

/** The present server with the names of what is there, for those who make states. */
export class World {
  constructor(
    readonly server: CompatServer,
    readonly names: Names,
  ) {}

  /** Asks through GraphQL, with the server's first key. */
  ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    return data<Data>(this.server.target, query, variables);
  }

  /**
   * Sends a request to a route below `/api`, with the server's first key.
   * @throws Error when the answer is not 200.
   */
  async send(path: string, body?: Body | FormData, method = body === undefined ? "GET" : "POST"): Promise<Body> {
    const { url, apiKey } = this.server.target;
    const isForm = body instanceof FormData;
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    if (!text.startsWith("{")) return {};
    const parsed = JSON.parse(text) as unknown;
    return isObject(parsed) ? parsed : {};
  }

  /** Uploads a file of this name, and calls it what its recorded location says. */
  async upload(location: string, name: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    const folder = location.slice(0, location.indexOf("/"));
    const path = folder === "custom-documents" ? "/v1/document/upload" : `/v1/document/upload/${folder}`;
    const file = { name, content: contentOf(name, "text/plain") };
    this.name(location, await this.send(path, form(file, fields)));
  }

  /** Adds a text, and calls it what its recorded location says. */
  async addText(location: string, title: string, textContent: string): Promise<void> {
    this.name(location, await this.send("/v1/document/raw-text", { textContent, metadata: { title } }));
  }

  private name(location: string, answer: Body): void {
    const [document] = Array.isArray(answer["documents"]) ? (answer["documents"] as unknown[]) : [];
    if (!isObject(document)) throw new Error(`Nothing was added in place of ${location}.`);
    const { id, location: present } = document;
    if (typeof id !== "string" || typeof present !== "string") throw new Error(`${location} has no name here.`);
    this.names.setDocument(location, { id, location: present });
  }
}

import { type Client, createClient, type SubscribePayload } from "graphql-ws";
import WebSocket from "ws";
import type { Variables } from "./expectations/index.js";
import type { Credential } from "./world/index.js";

/** What came back, as far as the matrix looks at it. */
export interface Reply {
  /** 0 where there is none. */
  readonly status: number;
  /** The code of the first error; null: there is none. */
  readonly code: string | null;
  readonly data: unknown;
  /** All of it, for what should not be in it. */
  readonly text: string;
}

/** Sends an operation with a credential. */
export type Send = (credential: Credential, query: string, variables: Variables) => Promise<Reply>;

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> | undefined }[] | undefined;
}

/** Where the file of an operation with one goes, by the type of its input. */
const filePlaces: Readonly<Record<string, string>> = {
  UploadDocumentInput: "variables.input.file",
  UploadDocumentsInput: "variables.input.items.0.file",
};

/** Over HTTP; operations with a file as the multipart request specification says. */
export function overHttp(url: string): Send {
  return async ({ authorization, origin }, query, variables) => {
    const headers = { ...(authorization === null ? {} : { authorization }), ...(origin === null ? {} : { origin }) };
    const place = Object.entries(filePlaces).find(([input]) => query.includes(`: ${input}!`))?.[1];
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      ...(place !== undefined
        ? { headers: { ...headers, "apollo-require-preflight": "1" }, body: formOf(query, variables, place) }
        : {
            headers: { ...headers, "content-type": "application/json" },
            body: JSON.stringify({ query, variables }),
          }),
    });
    const text = await response.text();
    return replyOf(response.status, JSON.parse(text) as Result, text);
  };
}

/** The text of the file is the title that is given for it. */
function formOf(query: string, variables: Variables, place: string): FormData {
  const { title = "Frogs." } = variables["input"] as { readonly title?: string };
  const form = new FormData();
  form.set("operations", JSON.stringify({ query, variables }));
  form.set("map", JSON.stringify({ "0": [place] }));
  form.set("0", new Blob([title]), "frogs.txt");
  return form;
}

/** Over graphql-ws, one socket for each credential. */
export class Sockets {
  private readonly clients = new Map<Credential, Client>();

  constructor(private readonly url: string) {}

  readonly send: Send = async (credential, query, variables) =>
    replyTo(this.clients.get(credential) ?? this.open(credential), { query, variables: { ...variables } });

  /** Through a socket without a credential; the operation brings it along, as the playground does. */
  async sendInOperation({ authorization, origin }: Credential, query: string, variables: Variables): Promise<Reply> {
    const client = this.create({ authorization: null, origin }, true);
    const extensions = { headers: { Authorization: authorization } };
    try {
      return await replyTo(client, { query, variables: { ...variables }, extensions });
    } finally {
      await client.dispose();
    }
  }

  /** With what code the server closes the socket of a credential that it does not admit. */
  refusal(credential: Credential): Promise<number> {
    return new Promise((resolve, reject) => {
      const client = this.create(credential, false);
      client.on("connected", () => {
        reject(new Error("The socket was opened."));
      });
      client.on("closed", (event) => {
        resolve((event as { readonly code: number }).code);
        void client.dispose();
      });
    });
  }

  async close(): Promise<void> {
    for (const client of this.clients.values()) await client.dispose();
  }

  private open(credential: Credential): Client {
    // Not a lazy one, which would close its socket after each operation, or leave a timer behind.
    const client = this.create(credential, false);
    this.clients.set(credential, client);
    return client;
  }

  private create({ authorization, origin }: Credential, lazy: boolean): Client {
    return createClient({
      url: `${this.url.replace("http", "ws")}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string) {
          super(address, protocols, origin === null ? {} : { origin });
        }
      },
      retryAttempts: 0,
      lazy,
      onNonLazyError: () => undefined,
      connectionParams: authorization === null ? {} : { authorization },
    });
  }
}

async function replyTo(client: Client, payload: SubscribePayload): Promise<Reply> {
  const results: Result[] = [];
  try {
    for await (const result of client.iterate(payload)) results.push(result);
  } catch (error) {
    // Errors of an operation are a list; else the socket was closed.
    if (!Array.isArray(error)) throw error;
    results.push({ errors: error as NonNullable<Result["errors"]> });
  }
  const failed = results.find(({ errors }) => errors !== undefined);
  return replyOf(0, failed ?? results.at(-1) ?? {}, JSON.stringify(results));
}

function replyOf(status: number, { data, errors }: Result, text: string): Reply {
  const [first] = errors ?? [];
  return { status, code: first === undefined ? null : String(first.extensions?.["code"]), data: data ?? null, text };
}

/** Every `id` in an answer, once. */
export function idsIn(data: unknown): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === "id" && typeof inner === "string") found.add(inner);
      visit(inner);
    }
  };
  visit(data);
  return [...found];
}

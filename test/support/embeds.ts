import { randomUUID } from "node:crypto";
import { data, type Target } from "./graphql-client.js";
import { eventsIn, rest, type RestAnswer, type RestRequest } from "./rest-client.js";

/** A page that the embeds of {@link buildEmbed} admit. */
export const page = "https://shop.example";

/** An embed, by its names. */
export interface BuiltEmbed {
  readonly id: string;
  readonly uuid: string;
  readonly databaseId: number;
}

/** A new embed of a workspace, for {@link page} unless told otherwise. */
export async function buildEmbed(
  target: Target,
  workspaceId: string,
  input: Readonly<Record<string, unknown>> = {},
): Promise<BuiltEmbed> {
  const { createEmbed } = await data<{ createEmbed: { embed: BuiltEmbed } }>(
    target,
    "mutation ($input: CreateEmbedInput!) { createEmbed(input: $input) { embed { id uuid databaseId } } }",
    { input: { workspaceId, allowedOrigins: [page], ...input } },
  );
  return createEmbed.embed;
}

/** An event of a stream, or a refusal, as the widget reads it. */
export interface WidgetEvent {
  readonly uuid: string;
  readonly type: string;
  readonly textResponse: string | null;
  readonly sources: readonly Readonly<Record<string, unknown>>[];
  readonly close: boolean;
  readonly error: string | boolean | null;
  readonly errorMsg?: string;
}

/** A message of a session's history. */
export interface WidgetMessage {
  readonly role: "user" | "assistant";
  readonly content: string;
  readonly chatId: number;
  readonly sources?: readonly Readonly<Record<string, unknown>>[];
}

/** What the widget of a page does, for one visitor. */
export class WidgetVisit {
  constructor(
    private readonly target: Target,
    private readonly embed: Pick<BuiltEmbed, "uuid">,
    readonly sessionId: string = randomUUID(),
    /** The page's origin; null: a request of no page. */
    private readonly origin: string | null = page,
    /** What the site has signed. */
    private readonly token: string | null = null,
  ) {}

  /** Asks, with the body that the widget sends. */
  ask(message: string, more: Readonly<Record<string, unknown>> = {}): Promise<RestAnswer> {
    const body = { message, sessionId: this.sessionId, username: null, prompt: null, model: null, temperature: null };
    return this.send("stream-chat", { body: { ...body, ...more } });
  }

  /** The events of an answer. */
  async events(message: string, more: Readonly<Record<string, unknown>> = {}): Promise<WidgetEvent[]> {
    const answer = await this.ask(message, more);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return eventsIn(answer.text) as WidgetEvent[];
  }

  /** The whole text of an answer. */
  async answer(message: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return (await this.events(message, more)).map(({ textResponse }) => textResponse ?? "").join("");
  }

  /** The session's history. */
  async history(): Promise<readonly WidgetMessage[]> {
    const { status, text, body } = await this.send(this.sessionId);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return (body as { history: WidgetMessage[] }).history;
  }

  /** Forgets the session's history. */
  forget(): Promise<RestAnswer> {
    return this.send(this.sessionId, { method: "DELETE" });
  }

  /** Sends any request below the embed. */
  send(path: string, request: RestRequest = {}): Promise<RestAnswer> {
    return rest(this.target, `/api/embed/${this.embed.uuid}/${path}`, {
      authorization: this.token === null ? null : `Bearer ${this.token}`,
      ...request,
      headers: { ...(this.origin === null ? {} : { origin: this.origin }), ...request.headers },
    });
  }
}

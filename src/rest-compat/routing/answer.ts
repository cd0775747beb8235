import type { Fault } from "./fault.js";

/** What a route answers. */
export type Answer =
  | {
      readonly kind: "json";
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "text";
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | EventsAnswer;

/** Server-sent events; each piece is a finished frame or several. Always 200: what fails later is said in a frame. */
export interface EventsAnswer {
  readonly kind: "events";
  readonly frames: AsyncGenerator<string, void, void>;
  /** The last frame of a stream that breaks off on this side. */
  readonly broken: (fault: Fault) => string;
}

/** An answer in JSON. */
export function json(body: unknown, status = 200): Answer {
  return { kind: "json", status, body };
}

/** An answer in plain text. */
export function text(body: string, status = 200): Answer {
  return { kind: "text", status, body };
}

/** An answer as server-sent events. */
export function events(frames: EventsAnswer["frames"], broken: EventsAnswer["broken"]): Answer {
  return { kind: "events", frames, broken };
}

/** One server-sent event without a name or an id, as the dialects' clients read them. */
export function frame(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

/** How a route says that something went wrong. */
export type ErrorShape = (fault: Fault) => Answer;

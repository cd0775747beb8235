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
      /** Default: plain text. */
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | StreamAnswer
  | EventsAnswer;

/**
 * A body of any length, which is read only as fast as the client takes it. An error before its first piece is answered in
 * the route's shape; after that it cuts the connection, so that nobody takes a part for the whole.
 */
export interface StreamAnswer {
  readonly kind: "stream";
  readonly status: number;
  readonly contentType: string;
  readonly pieces: AsyncIterable<string | Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

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

/** A sentence that is sent as HTML, as some servers send their refusals. */
export function sentence(body: string, status: number): Answer {
  const escaped = body.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return { kind: "text", status, body: escaped, contentType: "text/html; charset=utf-8" };
}

/** An answer that is streamed, as a file to keep when it has a name. */
export function stream(pieces: StreamAnswer["pieces"], contentType: string, fileName?: string): StreamAnswer {
  const headers: Record<string, string> = { "x-content-type-options": "nosniff" };
  if (fileName !== undefined) headers["content-disposition"] = attachment(fileName);
  return { kind: "stream", status: 200, contentType, pieces, headers };
}

/** A `Content-Disposition` by RFC 6266: the name in ASCII, and where that is not all of it, whole beside it. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  const whole = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"${plain === name ? "" : `; filename*=UTF-8''${whole}`}`;
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

import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { CallerClient } from "../client.js";
import type { Answer, ErrorShape } from "./answer.js";
import type { Fault, Statuses } from "./fault.js";
import type { Gate } from "./gate.js";

/** Facts of the instance that answers need and that no operation tells. */
export interface Instance {
  /** The vendor of the chat model where a workspace names none. */
  readonly chatProvider: string;
  /** Whether answers of this vendor come bit by bit, as they are written. */
  readonly streams: boolean;
  /** How many tokens the instance's chat model reads. */
  readonly contextWindow: number;
  /** How long an upload waits for its document to be read, in seconds. */
  readonly uploadWaitSeconds: number;
  /** Largest upload. */
  readonly maxUploadBytes: number;
  /** Whether an embed for which no allowlist is given admits nobody, instead of every page. */
  readonly requiresAllowlist: boolean;
  /** Whether no workspace can be deleted. */
  readonly keepsWorkspaces: boolean;
}

/** A file of a multipart request, stored in a temporary place until the request ends. */
export interface UploadedFile {
  /** The name that the sender gave, as it came. */
  readonly name: string;
  readonly mimeType: string;
  readonly path: string;
  readonly sizeBytes: number;
}

/** The files that a route takes. */
export interface WantedFiles {
  /** The multipart fields that bring them; the first is the one that is documented. */
  readonly fields: readonly [string, ...string[]];
  readonly least: number;
  readonly most: number;
}

/** What a handler gets. */
export interface RouteRequest<Params, Query, Body> {
  /** The schema as the caller sees it. */
  readonly client: CallerClient;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Properties of the body that the route does not know, in their order. */
  readonly unknownKeys: readonly string[];
  /** Present on routes that take a file. */
  readonly file: UploadedFile | null;
  /** Those of a route that may take several; empty without any. */
  readonly files: readonly UploadedFile[];
  readonly headers: IncomingHttpHeaders;
  /**
   * The schema as a visitor of an embed sees it.
   * @throws UnauthenticatedError unless the secret is a visitor's, whom the embed admits
   */
  readonly visitor: (secret: string) => Promise<CallerClient>;
  /** Fires when the client goes away before the answer is complete. */
  readonly signal: AbortSignal;
  readonly instance: Instance;
}

/** An answer that the documentation promises. */
export interface DocumentedResponse {
  readonly description: string;
  /** The body's schema; none: text. */
  readonly schema?: z.ZodType;
  /** Default: `application/json` with a schema, `text/plain` without. */
  readonly contentType?: string;
  readonly example?: unknown;
}

/** The HTTP methods that routes use; HEAD follows GET. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The limits that requests count against, as docs/limits.md names them. */
export type RouteLimit = "request" | "general" | "upload" | "widget";

/**
 * Whether requests need a user's credential (`required`, the default), may come without one (`optional`), or are
 * answered alike whatever they bring, so that nothing of it is looked at (`none`).
 */
export type CredentialNeed = "required" | "optional" | "none";

/** One route of a dialect, as it is written down. */
export interface RouteDefinition<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodObject> {
  readonly method: Method;
  /** Below the dialect's base path, parameters as `:name`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly params?: Params;
  readonly query?: Query;
  /** JSON, the same in `text/plain`, or urlencoded. With `file` the fields of a multipart body. */
  readonly body?: Body;
  readonly bodyExample?: unknown;
  /** The name of the multipart field that brings a file. */
  readonly file?: string;
  /** Multipart fields that may bring files: the route takes a form with up to so many, or any other body without. */
  readonly files?: Omit<WantedFiles, "least">;
  readonly responses: Readonly<Record<number, DocumentedResponse>>;
  readonly errors: ErrorShape;
  /** The limit that its requests count against, where it is not the dialect's. */
  readonly limit?: RouteLimit;
  /** Whether its requests need a user's credential. */
  readonly credential?: CredentialNeed;
  /** Whether HEAD is answered with the headers alone, for clients that look at what is left of their limit. */
  readonly tellsLimits?: boolean;
  /** What must hold whatever a request says: it throws where it does not, before the input is looked at. */
  readonly precondition?: (client: CallerClient) => Promise<void>;
  /** Statuses of errors that differ from the dialect's. */
  readonly statuses?: Partial<Statuses>;
  /** What clients call the fields of the schema's inputs, for error messages. */
  readonly fieldNames?: Readonly<Record<string, string>>;
  handle(request: RouteRequest<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<Answer>;
}

/** One route of a dialect, whatever its types. */
export interface Route extends Omit<
  RouteDefinition<z.ZodObject, z.ZodObject, z.ZodObject>,
  "handle" | "params" | "query" | "body"
> {
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodObject | undefined;
  handle(request: RouteRequest<never, never, never>): Promise<Answer>;
}

type None = z.ZodObject<Record<string, never>>;

/** Writes a route down. What it leaves out of its input is empty; path parameters are strings by default. */
export function route<
  Params extends z.ZodObject = z.ZodObject<Record<string, z.ZodString>>,
  Query extends z.ZodObject = None,
  Body extends z.ZodObject = None,
>(definition: RouteDefinition<Params, Query, Body>): Route {
  return {
    ...definition,
    params: definition.params ?? pathParameters(definition.path),
    query: definition.query ?? z.object({}),
    body: definition.body,
    handle: (request) => definition.handle(request),
  };
}

/** A schema of the parameters that a path names, all of them strings. */
function pathParameters(path: string): z.ZodObject {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  return z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
}

/** A family of routes with one credential, one way to say errors, and its base paths. */
export interface Dialect {
  readonly name: string;
  /** The first one is documented; all of them are served. */
  readonly basePaths: readonly string[];
  readonly routes: readonly Route[];
  readonly statuses: Statuses;
  /** The limit that requests count against. */
  readonly limit: RouteLimit;
  /** The secret that a request carries; null: none. */
  secretOf(headers: IncomingHttpHeaders): string | null;
  /** How a missing or wrong credential is said, and one that may not do this, on every route. */
  readonly refused: ErrorShape;
  /** Who of other sites' pages may come in; a dialect without one has the server's CORS rules. */
  readonly gate?: Gate;
  /** The body by which it says that there is no such route; without it the server does, in its own shape. */
  readonly unknown?: (fault: Pick<Fault, "kind" | "message" | "code">) => object;
}

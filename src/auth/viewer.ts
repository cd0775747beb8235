import type { ApiKey, ApiKeyScope, Embed, Invite, OneTimeToken, Session, User } from "../entities/index.js";
import { ForbiddenError } from "../errors/index.js";

/** The credential that a request came with. */
export type Credential =
  | {
      readonly kind: "apiKey" | "extensionKey";
      readonly apiKey: ApiKey;
      /** Which of the key's secrets came, the present one or that before its rotation. */
      readonly secretHash: string;
    }
  | { readonly kind: "session"; readonly session: Session }
  | {
      readonly kind: "embed";
      readonly embed: Embed;
      /** The visitor's own secret within the embed. */
      readonly sessionId: string;
      /** The origin of the page that asks. */
      readonly webOrigin: string | null;
      /** The token by which the page's site vouches for the visitor; null: none. */
      readonly token: string | null;
    }
  | { readonly kind: "invite"; readonly invite: Invite }
  | { readonly kind: "ssoToken"; readonly token: OneTimeToken };

/** The kinds of credentials. */
export type CredentialKind = Credential["kind"];

/** Whence a request came, for the event log. */
export interface Origin {
  /** The network address; null for work that the server began itself. */
  readonly address: string | null;
  readonly correlationId: string | null;
}

/** The same with what the client calls itself, for sessions that begin here. */
export interface ClientOrigin extends Origin {
  /** The `User-Agent` header, as it came. */
  readonly userAgent: string | null;
  /** Whether a program on the server's own machine sent it straight to the server: no browser, no proxy. */
  readonly isOwnMachine?: boolean;
}

/** The authenticated caller, whatever credential it came with. */
export interface Viewer {
  /** Stable name of the holder (`key:7`, `user:3`): idempotency keys and running answers are counted within it. */
  readonly asker: string;
  readonly credential: Credential;
  /** The user in whose name the credential acts; null for visitors: of an embed, or with an invite. */
  readonly user: User | null;
  /** What the credential admits; the user's role limits it further. */
  readonly scopes: ReadonlySet<ApiKeyScope>;
  /** The workspaces that the viewer may know of, by membership and by the credential's own limit; null: all. */
  readonly workspaceIds: ReadonlySet<number> | null;
  /** From when on the credential is refused; null: until it is revoked. */
  readonly expiresAt: Date | null;
  readonly origin: Origin;
}

/** A viewer without the request that it came with. */
export type Identity = Omit<Viewer, "origin">;

/** The viewer's user. @throws ForbiddenError for visitors, who are nobody's. */
export function userOf(viewer: Viewer): User {
  if (viewer.user === null) throw new ForbiddenError("Visitors may not do this.");
  return viewer.user;
}

/** The credential's name in the event log, such as `apiKey:7`. Names no secret. */
export function credentialName({ credential }: Pick<Viewer, "credential">): string {
  switch (credential.kind) {
    case "apiKey":
    case "extensionKey":
      return `${credential.kind}:${credential.apiKey.id}`;
    case "session":
      return `session:${credential.session.id}`;
    case "embed":
      return `embed:${credential.embed.id}`;
    case "invite":
      return `invite:${credential.invite.id}`;
    case "ssoToken":
      return `ssoToken:${credential.token.id}`;
  }
}

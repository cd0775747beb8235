import { scopesOf } from "../auth/credentials/api-key.source.js";
import type { Viewer } from "../auth/viewer.js";
import type { ApiKeyScope } from "../entities/index.js";
import { always, type Condition, never } from "./condition.js";
import { isAdministrator } from "./user.policy.js";

/** What a key can do, as far as the key itself decides it. */
export interface KeyPower {
  readonly scopes: readonly ApiKeyScope[];
  /** Null: all workspaces of the owner. */
  readonly workspaceIds: readonly number[] | null;
  /** Null: for ever. */
  readonly expiresAt: Date | null;
}

/** A key is seen, changed and revoked by its owner, and by administrators whose credential reaches every workspace. */
export function knownApiKeys(viewer: Viewer, alias = "apiKey"): Condition {
  if (viewer.user === null) return never;
  if (isAdministrator(viewer) && viewer.workspaceIds === null) return always;
  return { sql: `${alias}.ownerId = :viewerId`, parameters: { viewerId: viewer.user.id } };
}

/** A key gets a new secret from its owner alone, with a credential that can do at least as much. */
export function mayRotateApiKey(viewer: Viewer, apiKey: KeyPower & { readonly ownerId: number }): boolean {
  return viewer.user?.id === apiKey.ownerId && isWithin(viewer, apiKey);
}

/** A credential makes no key that can do more than itself, in more workspaces, or for longer. */
export function isWithin(viewer: Viewer, key: KeyPower): boolean {
  const limit = limitsOf(viewer);
  if ([...scopesOf(key)].some((scope) => !viewer.scopes.has(scope))) return false;
  if (limit.workspaceIds !== null) {
    if (key.workspaceIds === null || key.workspaceIds.some((id) => limit.workspaceIds?.includes(id) !== true)) {
      return false;
    }
  }
  return limit.expiresAt === null || (key.expiresAt !== null && key.expiresAt <= limit.expiresAt);
}

/** What a key inherits from the key that makes it; a session limits nothing. */
export function limitsOf({ credential, expiresAt }: Viewer): Pick<KeyPower, "workspaceIds" | "expiresAt"> {
  return credential.kind === "apiKey"
    ? { workspaceIds: credential.apiKey.workspaceIds, expiresAt }
    : { workspaceIds: null, expiresAt: null };
}

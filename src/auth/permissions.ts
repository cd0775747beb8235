import { ApiKeyScope, UserRole } from "../entities/index.js";
import type { CredentialKind, Viewer } from "./viewer.js";

/** What a caller must hold. */
export interface PermissionRule {
  /** The kinds of credentials that are admitted; null: none is needed. */
  readonly credentials: readonly CredentialKind[] | null;
  /** The scope that the credential must have; null: any. */
  readonly scope: ApiKeyScope | null;
  /** The lowest role that is admitted; null: any, visitors included. */
  readonly role: UserRole | null;
  readonly meaning: string;
}

const people = ["session", "apiKey"] as const;
const users = ["session", "apiKey", "extensionKey"] as const;

/** Every permission that a root field can declare. */
export const permissions = {
  public: { credentials: null, scope: null, role: null, meaning: "Anyone, without a credential." },
  identified: {
    credentials: [...users, "embed", "invite", "ssoToken"],
    scope: null,
    role: null,
    meaning: "Whoever has any valid credential.",
  },
  read: { credentials: users, scope: ApiKeyScope.READ, role: UserRole.DEFAULT, meaning: "Users, to read." },
  follow: {
    credentials: [...people, "embed"],
    scope: ApiKeyScope.READ,
    role: null,
    meaning: "Users and visitors of embeds, to read what they asked.",
  },
  ask: {
    credentials: [...people, "embed"],
    scope: ApiKeyScope.WRITE,
    role: null,
    meaning: "Users and visitors of embeds, to ask.",
  },
  visit: {
    credentials: ["embed"],
    scope: ApiKeyScope.READ,
    role: null,
    meaning: "Visitors of embeds, to read their own session.",
  },
  converse: {
    credentials: people,
    scope: ApiKeyScope.WRITE,
    role: UserRole.DEFAULT,
    meaning: "Users, to change what is their own.",
  },
  collect: {
    credentials: users,
    scope: ApiKeyScope.WRITE,
    role: UserRole.MANAGER,
    meaning: "Managers, browser extensions included, to add documents.",
  },
  manage: {
    credentials: people,
    scope: ApiKeyScope.WRITE,
    role: UserRole.MANAGER,
    meaning: "Managers, to change workspaces and the library.",
  },
  publish: {
    credentials: people,
    scope: ApiKeyScope.ADMIN,
    role: UserRole.MANAGER,
    meaning: "Managers, to open workspaces to the public and to their members.",
  },
  keys: {
    credentials: people,
    scope: ApiKeyScope.ADMIN,
    role: UserRole.DEFAULT,
    meaning: "Users, to manage API keys: their own, and administrators everybody's.",
  },
  account: {
    credentials: ["session"],
    scope: null,
    role: UserRole.DEFAULT,
    meaning: "People who have signed in, to manage their own account.",
  },
  administer: {
    credentials: people,
    scope: ApiKeyScope.ADMIN,
    role: UserRole.ADMIN,
    meaning:
      "Administrators, to manage users, settings and the instance; not with a key that is limited to workspaces.",
  },
  claimInvite: { credentials: ["invite"], scope: null, role: null, meaning: "Whoever has an invite, to claim it." },
  exchangeToken: {
    credentials: ["ssoToken"],
    scope: null,
    role: null,
    meaning: "Whoever has a single sign-on token, to exchange it for a session.",
  },
} as const satisfies Readonly<Record<string, PermissionRule>>;

/** The name of a permission. */
export type PermissionName = keyof typeof permissions;

const ladder: readonly UserRole[] = [UserRole.DEFAULT, UserRole.MANAGER, UserRole.ADMIN];

/** Why a viewer lacks a permission; null when it has it. Its words may be shown. */
export function refusalOf(viewer: Viewer, name: PermissionName): string | null {
  const rule: PermissionRule = permissions[name];
  if (rule.credentials !== null && !rule.credentials.includes(viewer.credential.kind)) {
    return "This kind of credential does not admit this.";
  }
  if (rule.scope !== null && !viewer.scopes.has(rule.scope)) return `This needs the ${rule.scope} scope.`;
  if (rule.role !== null && (viewer.user === null || !hasRole(viewer.user, rule.role))) {
    return `This needs the ${rule.role} role.`;
  }
  // What concerns the whole instance is beyond a credential that is limited to some of its workspaces.
  if (rule.role === UserRole.ADMIN && viewer.workspaceIds !== null) {
    return "This needs a credential that reaches every workspace.";
  }
  return null;
}

/** Whether a user's role is the given one or a higher one. */
export function hasRole(user: { readonly role: UserRole }, role: UserRole): boolean {
  return ladder.indexOf(user.role) >= ladder.indexOf(role);
}

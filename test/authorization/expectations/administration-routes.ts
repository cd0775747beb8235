import { randomUUID } from "node:crypto";
import { goodPassword } from "../../support/people.js";
import { administrators, keyHolders, managers, publishers, readers } from "./groups.js";
import type { Caller } from "../callers.js";
import { type Kind, namesOf, type ObjectName } from "./knowledge.js";
import { refused, type RouteExpectation } from "./route.js";

/** Whoever is not admitted is refused before anything is looked for, and so learns of nothing whether it exists. */
function refusedAnyway(kind: Kind, admitted: readonly Caller[]): NonNullable<RouteExpectation["unlike"]> {
  const others = Object.fromEntries(readers.filter((one) => !admitted.includes(one)).map((one) => [one, refused]));
  const names: readonly (ObjectName | "unknown")[] = [...namesOf(kind), "unknown"];
  return Object.fromEntries(names.map((name) => [name, others]));
}

const overUsers = refusedAnyway("User", managers);

/** Routes of users, invites, members, keys and the instance. */
export const administrationRoutes: Readonly<Record<string, readonly RouteExpectation[]>> = {
  "GET /admin/is-multi-user-mode": [{ who: readers, request: () => ({ path: "/admin/is-multi-user-mode" }) }],
  "POST /admin/preferences": [
    {
      who: administrators,
      request: () => ({ path: "/admin/preferences", body: { support_email: "help@example.org" } }),
    },
  ],
  "GET /admin/users": [{ who: managers, request: () => ({ path: "/admin/users" }) }],
  "POST /admin/users/new": [
    {
      who: administrators,
      request: () => ({
        path: "/admin/users/new",
        body: { username: `made-${randomUUID()}`, password: goodPassword, role: "default" },
      }),
    },
  ],
  "POST /admin/users/:id": [
    {
      who: administrators,
      kind: "User",
      request: ({ databaseId }) => ({ path: `/admin/users/${databaseId}`, body: { bio: "changed" } }),
      unlike: overUsers,
      changes: true,
    },
  ],
  "DELETE /admin/users/:id": [
    {
      who: administrators,
      kind: "User",
      request: ({ databaseId }) => ({ path: `/admin/users/${databaseId}` }),
      unknown: 404,
      unlike: overUsers,
      changes: true,
    },
  ],
  "GET /admin/invites": [{ who: administrators, request: () => ({ path: "/admin/invites" }) }],
  "POST /admin/invite/new": [
    { who: administrators, request: () => ({ path: "/admin/invite/new", body: {} }) },
    {
      who: administrators,
      kind: "Workspace",
      // An unknown one is told of, and the invite is made.
      request: ({ databaseId }) => ({ path: "/admin/invite/new", body: { workspaceIds: [databaseId] } }),
      unlike: refusedAnyway("Workspace", administrators),
    },
  ],
  "DELETE /admin/invite/:id": [
    {
      who: administrators,
      kind: "Invite",
      request: ({ databaseId }) => ({ path: `/admin/invite/${databaseId}` }),
      unknown: 404,
      unlike: refusedAnyway("Invite", administrators),
      changes: true,
    },
  ],
  "GET /admin/workspaces/:id/users": [
    {
      who: managers,
      kind: "Workspace",
      request: ({ slug }) => ({ path: `/admin/workspaces/${slug}/users` }),
    },
  ],
  "POST /admin/workspaces/:id/update-users": [
    {
      who: publishers,
      kind: "Workspace",
      request: ({ slug }, standing) => ({
        path: `/admin/workspaces/${slug}/update-users`,
        body: { userIds: [standing("memberUser").databaseId] },
      }),
      changes: true,
    },
  ],
  "POST /admin/workspaces/:id/manage-users": [
    {
      who: publishers,
      kind: "Workspace",
      request: ({ slug }, standing) => ({
        path: `/admin/workspaces/${slug}/manage-users`,
        body: { userIds: [standing("memberUser").databaseId], reset: false },
      }),
      unknown: 404,
      changes: true,
    },
  ],
  "GET /users": [{ who: managers, request: () => ({ path: "/users" }) }],
  "GET /users/:id/issue-auth-token": [
    {
      who: administrators,
      kind: "User",
      request: ({ databaseId }) => ({ path: `/users/${databaseId}/issue-auth-token` }),
      unknown: 404,
      unlike: {
        ...overUsers,
        suspendedUser: { ...overUsers.suspendedUser, admin: refused, adminKey: refused },
      },
      changes: true,
    },
  ],
  "GET /system": [{ who: administrators, request: () => ({ path: "/system" }) }],
  "POST /system/update-env": [
    {
      who: administrators,
      request: () => ({ path: "/system/update-env", body: { SimpleSSOEnabled: "true" } }),
    },
  ],
  "GET /system/env-dump": [{ who: administrators, request: () => ({ path: "/system/env-dump" }) }],
  "GET /system/vector-count": [{ who: readers, request: () => ({ path: "/system/vector-count" }) }],
  "POST /auth/api-key": [
    {
      who: keyHolders,
      unauthenticated: 401,
      request: () => ({ path: "/auth/api-key", body: { name: "Made", permissions: ["read"] } }),
    },
  ],
  "DELETE /auth/api-key/:id": [
    {
      who: keyHolders,
      kind: "ApiKey",
      unauthenticated: 401,
      request: ({ databaseId }) => ({ path: `/auth/api-key/${databaseId}` }),
      unknown: 404,
      unlike: refusedAnyway("ApiKey", keyHolders),
      changes: true,
    },
  ],
};

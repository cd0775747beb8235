import { z } from "zod";
import type { UserFieldsFragment } from "../../../generated/operations.js";

/** What AnythingLLM calls the roles. */
export const roles = ["default", "admin", "manager"] as const;
type Role = (typeof roles)[number];

/** A user, without its secrets. */
export const userSchema = z
  .object({
    id: z.number(),
    username: z.string(),
    pfpFilename: z.null(),
    role: z.enum(roles),
    suspended: z.union([z.literal(0), z.literal(1)]),
    seen_recovery_codes: z.literal(false),
    createdAt: z.iso.datetime(),
    lastUpdatedAt: z.iso.datetime(),
    dailyMessageLimit: z.number().nullable(),
    bio: z.string(),
    email: z.string().nullable(),
  })
  .meta({ id: "User" });

/** A user as an administrator's client knows it. Pictures of users and the showing of recovery codes are not part of it. */
export function presentUser(user: UserFieldsFragment): z.input<typeof userSchema> {
  return {
    id: user.databaseId,
    username: user.username,
    pfpFilename: null,
    role: presentRole(user.role),
    suspended: user.suspended ? 1 : 0,
    seen_recovery_codes: false,
    createdAt: user.createdAt,
    lastUpdatedAt: user.updatedAt,
    dailyMessageLimit: user.dailyMessageLimit,
    bio: user.bio,
    email: user.email,
  };
}

/** A user in a list of those who may use a workspace. */
export const memberSchema = z
  .object({ userId: z.number(), username: z.string(), role: z.enum(roles), lastUpdatedAt: z.iso.datetime() })
  .meta({ id: "WorkspaceUser" });

/** A member of a workspace. */
export function presentMember(user: UserFieldsFragment): z.input<typeof memberSchema> {
  return {
    userId: user.databaseId,
    username: user.username,
    role: presentRole(user.role),
    lastUpdatedAt: user.updatedAt,
  };
}

/** A role by AnythingLLM's name. */
export function presentRole(role: UserFieldsFragment["role"]): Role {
  return role === "ADMIN" ? "admin" : role === "MANAGER" ? "manager" : "default";
}

/** A role by the schema's name. */
export function roleOf(role: Role): UserFieldsFragment["role"] {
  return role === "admin" ? "ADMIN" : role === "manager" ? "MANAGER" : "DEFAULT";
}

import { TokenPurpose } from "../../../src/entities/index.js";
import { goodPassword } from "../../support/people.js";
import type { FieldTable, Given, Variables } from "./field.js";
import { administrators, everyone, keyHolders, signedIn } from "./groups.js";

const newPassword = "a quite different horse";
const registration = ({ unique }: Given): Variables => ({
  input: { username: `new-${unique}`, password: goodPassword },
});
/** A token of somebody whom nobody else needs. */
async function tokenOf({ world }: Given, purpose: TokenPurpose): Promise<{ token: string; userId: number }> {
  const { databaseId } = await world.fresh("neighbourUser");
  return { token: await world.make.oneTimeToken(databaseId, purpose), userId: databaseId };
}
async function nameOf({ world }: Given, userId: number): Promise<string> {
  const { rows } = await world.server.database.pool.query<{ username: string }>(
    "SELECT username FROM app_user WHERE id = $1",
    [userId],
  );
  return rows[0]?.username ?? "";
}

/** Mutations of the caller's own account, and the ways to sign in. */
export const accountMutations: FieldTable = {
  updateProfile: { who: signedIn, plain: { variables: () => ({ input: { displayName: "New" } }) }, usesUp: true },
  changePassword: {
    who: signedIn,
    plain: { variables: () => ({ input: { currentPassword: goodPassword, newPassword } }) },
    usesUp: true,
  },
  createRecoveryCodes: { who: signedIn, plain: {}, usesUp: true },
  signOut: { who: signedIn, plain: {}, usesUp: true },
  revokeOtherSessions: { who: signedIn, plain: {}, usesUp: true },
  revokeSession: {
    who: signedIn,
    about: [
      { kind: "Session", variables: ({ object }) => ({ sessionId: object.id }), unknown: "NOT_FOUND", changes: true },
    ],
  },
  requestPasswordReset: { who: everyone, plain: { variables: () => ({ username: "the-admin" }) } },
  resetPassword: {
    who: everyone,
    plain: {
      variables: async (given) => ({
        input: { token: (await tokenOf(given, TokenPurpose.RESET)).token, newPassword },
      }),
    },
  },
  recoverAccount: {
    who: everyone,
    plain: {
      variables: async (given) => {
        const { token, userId } = await tokenOf(given, TokenPurpose.RECOVERY);
        return { input: { username: await nameOf(given, userId), recoveryCode: token, newPassword } };
      },
    },
  },
  signIn: {
    who: everyone,
    plain: {
      variables: async (given) => {
        const { databaseId } = await given.world.fresh("neighbourUser");
        return { input: { username: await nameOf(given, databaseId), password: goodPassword } };
      },
    },
  },
  refreshSession: {
    who: everyone,
    plain: {
      variables: async ({ world }) => {
        const { databaseId } = await world.fresh("neighbourUser");
        return { refreshToken: (await world.make.session(databaseId)).refresh };
      },
    },
  },
  registerUser: { who: everyone, plain: { variables: registration } },
  claimInvite: { who: ["invited"], plain: { variables: registration }, usesUp: true },
  exchangeAuthToken: { who: ["signOn"], plain: {}, usesUp: true },
};

/** Only the owner gives a key a new secret, with a credential that can do at least as much as the key. */
const rotatedByOwner = {
  adminsKey: { limitedKey: "FORBIDDEN" },
  managersKey: { admin: "FORBIDDEN", adminKey: "FORBIDDEN" },
  membersKey: { admin: "FORBIDDEN", adminKey: "FORBIDDEN" },
} as const;

/** Mutations of API keys. */
export const keyMutations: FieldTable = {
  createApiKey: {
    who: keyHolders,
    plain: { variables: ({ unique }) => ({ input: { name: unique, scopes: ["READ"] } }) },
    about: [
      {
        kind: "Workspace",
        variables: ({ object, unique }) => ({ input: { name: unique, scopes: ["READ"], workspaceIds: [object.id] } }),
        unknown: "NOT_FOUND",
      },
    ],
  },
  createFirstApiKey: {
    who: everyone,
    plain: {
      variables: ({ unique }) => ({ input: { name: unique, scopes: ["READ"] } }),
      // The instance has keys that were used, and users.
      outcome: "UNAUTHENTICATED",
    },
  },
  createBrowserExtensionKey: {
    who: keyHolders,
    plain: { variables: ({ unique }) => ({ input: { name: unique } }) },
  },
  updateApiKey: {
    who: keyHolders,
    about: [
      {
        kind: "ApiKey",
        variables: ({ object }) => ({ input: { apiKeyId: object.id, name: "Renamed" } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  rotateApiKey: {
    who: keyHolders,
    about: [
      {
        kind: "ApiKey",
        variables: ({ object }) => ({ input: { apiKeyId: object.id } }),
        unknown: "NOT_FOUND",
        unlike: rotatedByOwner,
        changes: true,
      },
    ],
  },
  revokeApiKey: {
    who: keyHolders,
    about: [
      { kind: "ApiKey", variables: ({ object }) => ({ apiKeyId: object.id }), unknown: "NOT_FOUND", changes: true },
    ],
  },
  verifyApiKey: { who: everyone, plain: { variables: () => ({ input: { secret: "no such key" } }) } },
};

/** Mutations of users, invites and the instance. */
export const instanceMutations: FieldTable = {
  enableMultiUserMode: {
    who: administrators,
    plain: {
      variables: () => ({ input: { username: "another-admin", password: goodPassword } }),
      // It is done already.
      outcome: "CONFLICT",
    },
  },
  createUser: {
    who: administrators,
    plain: { variables: ({ unique }) => ({ input: { username: `made-${unique}`, password: goodPassword } }) },
  },
  updateUser: {
    who: administrators,
    about: [
      {
        kind: "User",
        variables: ({ object }) => ({ input: { userId: object.id, bio: "changed" } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  deleteUser: {
    who: administrators,
    about: [
      {
        kind: "User",
        variables: ({ object }) => ({ userId: object.id, chats: "PURGE" }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  createPasswordReset: {
    who: administrators,
    about: [{ kind: "User", variables: ({ object }) => ({ userId: object.id }), unknown: "NOT_FOUND", changes: true }],
  },
  issueAuthToken: {
    who: administrators,
    about: [
      {
        kind: "User",
        variables: ({ object }) => ({ userId: object.id }),
        unknown: "NOT_FOUND",
        unlike: { suspendedUser: "FORBIDDEN" },
        changes: true,
      },
    ],
  },
  createInvite: {
    who: administrators,
    plain: { variables: () => ({ input: {} }) },
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ input: { workspaceIds: [object.id] } }),
        unknown: "NOT_FOUND",
      },
    ],
  },
  disableInvite: {
    who: administrators,
    about: [
      { kind: "Invite", variables: ({ object }) => ({ inviteId: object.id }), unknown: "NOT_FOUND", changes: true },
    ],
  },
  updateSettings: {
    who: administrators,
    plain: { variables: () => ({ input: { values: [{ name: "supportEmail", value: "help@example.org" }] } }) },
  },
  dumpSettings: { who: administrators, plain: {} },
  testProvider: { who: administrators, plain: { variables: () => ({ input: { kind: "EMBEDDING" } }) } },
};

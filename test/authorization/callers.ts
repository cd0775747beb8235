/** Whoever can ask with a credential that works, and whoever comes without one. */
export const callers = [
  "nobody",
  // Sessions of people, by their role; the outsider is a DEFAULT user without any workspace.
  "admin",
  "manager",
  "member",
  "outsider",
  // API keys, by their owner; without a word between they have every scope.
  "adminReadKey",
  "adminWriteKey",
  "adminKey",
  "managerKey",
  "memberKey",
  // The administrator's key of every scope, limited to the workspace `home`.
  "limitedKey",
  "managerExtension",
  "memberExtension",
  // A visitor of an embed of `home`, somebody with an invite, and an administrator's single sign-on token.
  "visitor",
  "invited",
  "signOn",
] as const;
export type Caller = (typeof callers)[number];

/** Credentials that worked once, or never: each is refused everywhere. */
export const refusedCallers = [
  "suspendedSession",
  "suspendedKey",
  "suspendedSignOn",
  "expiredKey",
  "revokedKey",
  "rotatedAwayKey",
  "revokedSession",
  "expiredSession",
  "expiredAccessToken",
  "refreshTokenAsAccessToken",
  "expiredInvite",
  "claimedInvite",
  "disabledInvite",
  "usedSignOn",
  "expiredSignOn",
  "resetTokenAsSignOn",
  "visitorOfDisabledEmbed",
  "visitorFromForeignOrigin",
  "visitorOfUnknownEmbed",
  "unknownKey",
  "malformedToken",
] as const;
export type RefusedCaller = (typeof refusedCallers)[number];

/** In whose name a caller acts; null: nobody's. */
export const userOfCaller: Readonly<Record<Caller, "admin" | "manager" | "member" | "outsider" | null>> = {
  nobody: null,
  admin: "admin",
  manager: "manager",
  member: "member",
  outsider: "outsider",
  adminReadKey: "admin",
  adminWriteKey: "admin",
  adminKey: "admin",
  managerKey: "manager",
  memberKey: "member",
  limitedKey: "admin",
  managerExtension: "manager",
  memberExtension: "member",
  visitor: null,
  invited: null,
  signOn: "admin",
};

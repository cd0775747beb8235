import { type Caller, callers } from "../callers.js";

/** Groups of callers, by what the product promises them. Written down by hand: nothing here asks the product. */
export const everyone: readonly Caller[] = callers;
export const identified: readonly Caller[] = callers.filter((caller) => caller !== "nobody");
export const signedIn: readonly Caller[] = ["admin", "manager", "member", "outsider"];
export const administrators: readonly Caller[] = ["admin", "adminKey"];
export const keyHolders: readonly Caller[] = [...signedIn, "adminKey", "managerKey", "memberKey", "limitedKey"];
export const publishers: readonly Caller[] = ["admin", "manager", "adminKey", "managerKey", "limitedKey"];
export const managers: readonly Caller[] = [...publishers, "adminWriteKey"];
export const collectors: readonly Caller[] = [...managers, "managerExtension"];
export const talkers: readonly Caller[] = [...managers, "member", "outsider", "memberKey"];
export const askers: readonly Caller[] = [...talkers, "visitor"];
export const followers: readonly Caller[] = [...askers, "adminReadKey"];
export const readers: readonly Caller[] = [...talkers, "adminReadKey", "managerExtension", "memberExtension"];

/** Credentials that reach every workspace. */
export const everywhere: readonly Caller[] = [
  "admin",
  "manager",
  "adminReadKey",
  "adminWriteKey",
  "adminKey",
  "managerKey",
  "managerExtension",
];
/** Credentials of managers that reach `home`. */
export const overHome: readonly Caller[] = [...everywhere, "limitedKey"];
/** Credentials of the member of `home`. */
export const membersOwn: readonly Caller[] = ["member", "memberKey", "memberExtension"];
/** Credentials that may know of `home`. */
export const inHome: readonly Caller[] = [...overHome, ...membersOwn];

import type { Caller } from "../callers.js";
import { administrators, everywhere, inHome, managers, membersOwn, overHome } from "./groups.js";

/** The types with global ids. */
export const kinds = [
  "Workspace",
  "Document",
  "Thread",
  "Chat",
  "Embed",
  "ApiKey",
  "User",
  "Session",
  "Invite",
  "EventLog",
  "Crawl",
] as const;
export type Kind = (typeof kinds)[number];

interface Knowledge {
  readonly kind: Kind;
  /** The callers who may know that it exists; what they may do with its type is said elsewhere. */
  readonly known: readonly Caller[];
}

/** What stands in the world, and who may know of it. */
export const objects = {
  home: { kind: "Workspace", known: inHome },
  elsewhere: { kind: "Workspace", known: everywhere },

  homeDocument: { kind: "Document", known: inHome },
  // In both workspaces.
  sharedDocument: { kind: "Document", known: inHome },
  elsewhereDocument: { kind: "Document", known: everywhere },
  // In no workspace.
  looseDocument: { kind: "Document", known: everywhere },

  // Of the workspace, not of a person.
  commonThread: { kind: "Thread", known: inHome },
  memberThread: { kind: "Thread", known: [...overHome, ...membersOwn] },
  neighbourThread: { kind: "Thread", known: overHome },
  elsewhereThread: { kind: "Thread", known: everywhere },

  // Chats of the member, the second in the member's thread.
  memberChat: { kind: "Chat", known: [...overHome, ...membersOwn] },
  memberThreadChat: { kind: "Chat", known: [...overHome, ...membersOwn] },
  // A chat of another member's in the thread that both know.
  neighbourChat: { kind: "Chat", known: overHome },
  visitorChat: { kind: "Chat", known: [...overHome, "visitor"] },
  // Another visitor's of the same embed.
  strangerChat: { kind: "Chat", known: overHome },
  elsewhereChat: { kind: "Chat", known: everywhere },

  homeEmbed: { kind: "Embed", known: overHome },
  strictEmbed: { kind: "Embed", known: overHome },
  disabledEmbed: { kind: "Embed", known: overHome },
  elsewhereEmbed: { kind: "Embed", known: everywhere },

  adminsKey: { kind: "ApiKey", known: ["admin", "adminKey", "limitedKey"] },
  managersKey: { kind: "ApiKey", known: ["admin", "adminKey", "manager", "managerKey"] },
  membersKey: { kind: "ApiKey", known: ["admin", "adminKey", "member", "memberKey"] },

  adminUser: { kind: "User", known: [...managers, "adminReadKey", "signOn"] },
  managerUser: { kind: "User", known: [...managers, "managerExtension"] },
  memberUser: { kind: "User", known: [...managers, ...membersOwn] },
  outsiderUser: { kind: "User", known: [...managers, "outsider"] },
  neighbourUser: { kind: "User", known: managers },
  suspendedUser: { kind: "User", known: managers },

  adminsSession: { kind: "Session", known: ["admin"] },
  managersSession: { kind: "Session", known: ["admin", "manager"] },
  membersSession: { kind: "Session", known: ["admin", "member"] },

  openInvite: { kind: "Invite", known: administrators },

  // Its documents come into `home`.
  homeCrawl: { kind: "Crawl", known: overHome },
  // Its documents come into both workspaces.
  sharedCrawl: { kind: "Crawl", known: everywhere },
  looseCrawl: { kind: "Crawl", known: everywhere },

  homeEvent: { kind: "EventLog", known: administrators },
  elsewhereEvent: { kind: "EventLog", known: administrators },
} as const satisfies Readonly<Record<string, Knowledge>>;
export type ObjectName = keyof typeof objects;

/** The names of everything in the world, in the order in which it is made. */
export const objectNames = Object.keys(objects) as readonly ObjectName[];

/** Whether a caller may know of an object. */
export function knows(caller: Caller, name: ObjectName): boolean {
  const { known }: Knowledge = objects[name];
  return known.includes(caller);
}

/** Those of some objects that a caller may know of. */
export function knownAmong(caller: Caller, names: readonly ObjectName[]): ObjectName[] {
  return names.filter((name) => knows(caller, name));
}

/** The objects of a kind. */
export function namesOf(kind: Kind): ObjectName[] {
  return objectNames.filter((name) => objects[name].kind === kind);
}

const seeAddresses: readonly Caller[] = ["admin", "adminKey", "adminWriteKey", "limitedKey"];

/** Who may see a user's email address: the user, and administrators who may look users up. */
export const addressKnown: Readonly<Partial<Record<ObjectName, readonly Caller[]>>> = {
  adminUser: [...seeAddresses, "adminReadKey", "signOn"],
  managerUser: [...seeAddresses, "manager", "managerKey", "managerExtension"],
  memberUser: [...seeAddresses, ...membersOwn],
  outsiderUser: [...seeAddresses, "outsider"],
  neighbourUser: seeAddresses,
  suspendedUser: seeAddresses,
};

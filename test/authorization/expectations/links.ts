import type { Caller } from "../callers.js";
import {
  administrators,
  collectors,
  followers,
  identified,
  keyHolders,
  managers,
  publishers,
  readers,
  signedIn,
} from "./groups.js";
import type { Kind, ObjectName } from "./knowledge.js";

/** Who finds objects of each type with `node(id)`, provided that they may know of them; others find nothing. */
export const nodes: Readonly<Record<Kind, readonly Caller[]>> = {
  Workspace: readers,
  Document: readers,
  Thread: readers,
  Chat: followers,
  Embed: publishers,
  ApiKey: keyHolders,
  User: readers,
  Session: signedIn,
  Invite: administrators,
  EventLog: administrators,
  Crawl: readers,
};

/** A field that leads from one object to others. */
export interface LinkExpectation {
  /** Whom the field admits. */
  readonly who: readonly Caller[];
  /** From which objects it is followed, and where it leads; callers see those of the latter that they may know of. */
  readonly leads: readonly { readonly from: ObjectName; readonly to: readonly ObjectName[] }[];
}

const homeThreads = ["commonThread", "memberThread", "neighbourThread"] as const;
const homeChats = ["memberChat", "memberThreadChat", "neighbourChat", "visitorChat", "strangerChat"] as const;
const homeDocuments = ["homeDocument", "sharedDocument"] as const;
const elsewhereDocuments = ["sharedDocument", "elsewhereDocument"] as const;

/** Every field of an object that leads to other objects. */
export const links: Readonly<Record<string, LinkExpectation>> = {
  "Workspace.documents": {
    who: readers,
    leads: [
      { from: "home", to: homeDocuments },
      { from: "elsewhere", to: elsewhereDocuments },
    ],
  },
  "Workspace.threads": {
    who: readers,
    leads: [
      { from: "home", to: homeThreads },
      { from: "elsewhere", to: ["elsewhereThread"] },
    ],
  },
  "Workspace.chats": {
    who: readers,
    leads: [
      { from: "home", to: homeChats },
      { from: "elsewhere", to: ["elsewhereChat"] },
    ],
  },
  "Workspace.members": {
    who: managers,
    leads: [
      { from: "home", to: ["memberUser", "neighbourUser", "suspendedUser"] },
      { from: "elsewhere", to: [] },
    ],
  },
  "Document.attachments": {
    who: readers,
    leads: [
      { from: "homeDocument", to: ["home"] },
      { from: "sharedDocument", to: ["home", "elsewhere"] },
      { from: "looseDocument", to: [] },
    ],
  },
  "Document.parent": { who: readers, leads: [{ from: "homeDocument", to: [] }] },
  "Document.parts": { who: readers, leads: [{ from: "homeDocument", to: [] }] },
  // What was seen at its source; it leads to no other object.
  "Document.syncRuns": { who: readers, leads: [{ from: "homeDocument", to: [] }] },
  "Crawl.pages": {
    who: readers,
    leads: [
      { from: "homeCrawl", to: [] },
      { from: "looseCrawl", to: [] },
    ],
  },
  "CrawlPage.document": {
    who: readers,
    leads: [
      { from: "homeCrawl", to: ["homeDocument"] },
      { from: "sharedCrawl", to: ["sharedDocument"] },
      { from: "looseCrawl", to: ["looseDocument"] },
    ],
  },
  "DocumentAttachment.workspace": { who: readers, leads: [{ from: "sharedDocument", to: ["home", "elsewhere"] }] },
  "DocumentAttachment.document": { who: readers, leads: [{ from: "home", to: homeDocuments }] },
  "SearchHit.document": {
    who: readers,
    leads: [
      { from: "home", to: homeDocuments },
      { from: "elsewhere", to: elsewhereDocuments },
    ],
  },
  "Thread.workspace": {
    who: readers,
    leads: [
      { from: "commonThread", to: ["home"] },
      { from: "elsewhereThread", to: ["elsewhere"] },
    ],
  },
  "Thread.chats": {
    who: readers,
    leads: [
      { from: "commonThread", to: ["neighbourChat"] },
      { from: "memberThread", to: ["memberThreadChat"] },
      { from: "elsewhereThread", to: ["elsewhereChat"] },
    ],
  },
  "Chat.workspace": {
    who: readers,
    leads: [
      { from: "memberChat", to: ["home"] },
      { from: "visitorChat", to: ["home"] },
      { from: "elsewhereChat", to: ["elsewhere"] },
    ],
  },
  "Chat.user": {
    who: readers,
    leads: [
      { from: "memberChat", to: ["memberUser"] },
      { from: "neighbourChat", to: ["neighbourUser"] },
      { from: "visitorChat", to: [] },
      { from: "elsewhereChat", to: ["adminUser"] },
    ],
  },
  "Thread.user": {
    who: readers,
    leads: [
      { from: "commonThread", to: [] },
      { from: "memberThread", to: ["memberUser"] },
      { from: "neighbourThread", to: ["neighbourUser"] },
    ],
  },
  "Chat.thread": {
    who: readers,
    leads: [
      { from: "memberThreadChat", to: ["memberThread"] },
      { from: "visitorChat", to: [] },
      { from: "neighbourChat", to: ["commonThread"] },
    ],
  },
  "Embed.workspace": {
    who: publishers,
    leads: [
      { from: "homeEmbed", to: ["home"] },
      { from: "elsewhereEmbed", to: ["elsewhere"] },
    ],
  },
  "Embed.chats": {
    who: publishers,
    leads: [
      { from: "homeEmbed", to: ["visitorChat", "strangerChat"] },
      { from: "elsewhereEmbed", to: [] },
    ],
  },
  "Embed.sessions": { who: publishers, leads: [{ from: "homeEmbed", to: [] }] },
  "ApiKey.owner": {
    who: keyHolders,
    leads: [
      { from: "adminsKey", to: ["adminUser"] },
      { from: "managersKey", to: ["managerUser"] },
      { from: "membersKey", to: ["memberUser"] },
    ],
  },
  "ApiKey.workspaces": { who: keyHolders, leads: [{ from: "adminsKey", to: [] }] },
  "User.workspaces": {
    who: readers,
    leads: [
      { from: "adminUser", to: [] },
      { from: "memberUser", to: ["home"] },
      { from: "neighbourUser", to: ["home"] },
      { from: "outsiderUser", to: [] },
    ],
  },
  "Invite.workspaces": { who: administrators, leads: [{ from: "openInvite", to: ["home"] }] },
  "Invite.creator": { who: administrators, leads: [{ from: "openInvite", to: ["adminUser"] }] },
  "Invite.claimedBy": { who: administrators, leads: [{ from: "openInvite", to: [] }] },
  "EventLog.actor": { who: administrators, leads: [{ from: "homeEvent", to: ["adminUser"] }] },
  "EventLog.workspace": {
    who: administrators,
    leads: [
      { from: "homeEvent", to: ["home"] },
      { from: "elsewhereEvent", to: ["elsewhere"] },
    ],
  },
};

/** What `viewer` leads to: nothing that is not the caller's own. */
export const viewerLinks: Readonly<
  Record<string, { readonly who: readonly Caller[]; readonly holders: readonly Caller[] }>
> = {
  "Viewer.user": {
    who: identified,
    holders: identified.filter((caller) => caller !== "visitor" && caller !== "invited"),
  },
  "Viewer.apiKey": {
    who: identified,
    holders: [
      "adminReadKey",
      "adminWriteKey",
      "adminKey",
      "managerKey",
      "memberKey",
      "limitedKey",
      "managerExtension",
      "memberExtension",
    ],
  },
  "Viewer.session": { who: identified, holders: signedIn },
};

/**
 * What the results of an upload lead to: the document that the file became, and the one that has its bytes already. Of
 * the latter the caller is told who owns it and may know of it.
 */
export const uploadLinks: Readonly<
  Record<string, { readonly who: readonly Caller[]; readonly holders: readonly Caller[] }>
> = {
  "UploadResult.document": { who: collectors, holders: collectors },
  "UploadResult.duplicateOf": { who: collectors, holders: ["admin", "adminWriteKey", "adminKey", "limitedKey"] },
};

import { randomUUID } from "node:crypto";
import type { Caller } from "../callers.js";
import type { FieldTable } from "./field.js";
import {
  administrators,
  collectors,
  everyone,
  followers,
  identified,
  keyHolders,
  managers,
  publishers,
  readers,
  signedIn,
} from "./groups.js";
import { namesOf, type ObjectName } from "./knowledge.js";

const first = 50;
const page = () => ({ first });

const ownSession: Readonly<Partial<Record<Caller, ObjectName>>> = {
  admin: "adminsSession",
  manager: "managersSession",
  member: "membersSession",
};

/** Every field of `Query`, but `node`, which has a table of its own. */
export const queries: FieldTable = {
  acceptedFileTypes: { who: readers, plain: {} },
  apiKeys: {
    who: keyHolders,
    plain: { variables: page, lists: "ApiKey" },
    about: [
      {
        // A filter: it finds nothing, whoever the owner is.
        kind: "User",
        variables: ({ object }) => ({ first, filter: { ownerId: object.id } }),
        unknown: "ok",
        wrongType: "NOT_FOUND",
      },
    ],
  },
  chat: {
    who: followers,
    about: [{ kind: "Chat", variables: ({ object: { id } }) => ({ id }), unknown: "NOT_FOUND" }],
  },
  chats: {
    who: readers,
    plain: {
      // What other cases have asked meanwhile is left out.
      variables: ({ world }) => ({
        first,
        filter: { databaseIds: namesOf("Chat").map((name) => world.standing(name).databaseId) },
      }),
      lists: "Chat",
    },
    about: [
      {
        // A filter: it finds nothing in what the caller may not know of.
        kind: "Thread",
        variables: ({ object }) => ({ first, filter: { threadId: object.id } }),
        unknown: "ok",
        wrongType: "NOT_FOUND",
      },
    ],
  },
  chatSessions: {
    who: readers,
    about: [
      { kind: "Workspace", variables: ({ object: { id } }) => ({ workspaceId: id, first }), unknown: "NOT_FOUND" },
    ],
  },
  crawl: {
    who: readers,
    about: [{ kind: "Crawl", variables: ({ object: { id } }) => ({ id }), unknown: "null", wrongType: "NOT_FOUND" }],
  },
  crawls: { who: readers, plain: { variables: page, lists: "Crawl" } },
  document: {
    who: readers,
    about: [
      { kind: "Document", variables: ({ object: { id } }) => ({ by: { id } }), unknown: "null" },
      { kind: "Document", variables: ({ object: { uuid } }) => ({ by: { uuid } }), unknown: "null" },
      {
        kind: "Document",
        variables: ({ object: { uuid } }) => ({ by: { location: `custom-documents/raw-${uuid}.json` } }),
        unknown: "null",
      },
      {
        kind: "Document",
        variables: ({ object: { databaseId } }) => ({ by: { reference: `doc-${databaseId}` } }),
        unknown: "null",
      },
    ],
  },
  changedDocuments: {
    who: collectors,
    // Names are their owner's: nobody is told of another's.
    plain: { variables: () => ({ documents: [{ externalId: "frogs", contentHash: "1" }] }) },
  },
  folder: {
    who: readers,
    // Whoever knows no document in it does not know of the folder.
    plain: { variables: () => ({ name: "custom-documents" }), unlike: { outsider: "null" } },
  },
  folders: { who: readers, plain: { variables: page } },
  // The caller's own, of which there are none.
  slashCommands: { who: readers, plain: { variables: page } },
  documentChunks: {
    who: readers,
    about: [
      {
        kind: "Document",
        variables: ({ object }) => ({ documentId: object.id, first }),
        unknown: "NOT_FOUND",
      },
    ],
  },
  previewChunks: {
    who: collectors,
    about: [
      {
        kind: "Document",
        variables: ({ object }) => ({ input: { documentId: object.id, first: 1 } }),
        unknown: "NOT_FOUND",
      },
    ],
  },
  documents: {
    who: readers,
    plain: { variables: page, lists: "Document" },
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ first, filter: { workspaceId: object.id } }),
        unknown: "NOT_FOUND",
      },
    ],
  },
  embed: {
    who: publishers,
    about: [
      { kind: "Embed", variables: ({ object: { id } }) => ({ id }), unknown: "NOT_FOUND" },
      { kind: "Embed", variables: ({ object: { uuid } }) => ({ uuid }), unknown: "NOT_FOUND" },
    ],
  },
  embedCode: {
    who: publishers,
    about: [
      {
        kind: "Embed",
        variables: ({ object: { id } }) => ({
          input: { embedId: id, scriptUrl: "https://example.com/widget.js", serverUrl: "https://docent.example.com" },
        }),
        unknown: "NOT_FOUND",
      },
    ],
  },
  // The uuid is public, and so is what this tells.
  embedStatus: { who: everyone, plain: { variables: () => ({ uuid: randomUUID() }), outcome: "null" } },
  embeds: { who: publishers, plain: { variables: page, lists: "Embed" } },
  eventLogs: {
    who: administrators,
    plain: { variables: () => ({ last: first }) },
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ first, filter: { workspaceId: object.id } }),
        unknown: "ok",
        wrongType: "NOT_FOUND",
      },
      {
        kind: "User",
        variables: ({ object }) => ({ first, filter: { actorId: object.id } }),
        unknown: "ok",
        wrongType: "NOT_FOUND",
      },
    ],
  },
  ingestionSummary: { who: readers, plain: {} },
  vectorCount: { who: readers, plain: {} },
  instance: { who: everyone, plain: {} },
  invite: {
    who: administrators,
    about: [{ kind: "Invite", variables: ({ object: { id } }) => ({ id }), unknown: "null", wrongType: "NOT_FOUND" }],
  },
  invites: { who: administrators, plain: { variables: page, lists: "Invite" } },
  search: {
    who: readers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ input: { workspaceId: object.id, query: "heron frogs" } }),
        unknown: "NOT_FOUND",
      },
    ],
  },
  sessions: {
    who: signedIn,
    plain: {
      variables: page,
      // One's own alone; administrators end those of others by their ids.
      lists: (caller) => [ownSession[caller] ?? []].flat(),
    },
  },
  settings: { who: administrators, plain: {} },
  thread: {
    who: readers,
    about: [{ kind: "Thread", variables: ({ object: { id } }) => ({ id }), unknown: "NOT_FOUND" }],
  },
  user: {
    who: managers,
    about: [{ kind: "User", variables: ({ object: { id } }) => ({ id }), unknown: "null", wrongType: "NOT_FOUND" }],
  },
  users: { who: managers, plain: { variables: page, lists: "User" } },
  viewer: { who: identified, plain: {} },
  visitor: { who: ["visitor"], plain: {} },
  visitorChats: { who: ["visitor"], plain: { variables: page, lists: () => ["visitorChat"] } },
  workspace: {
    who: readers,
    about: [
      { kind: "Workspace", variables: ({ object: { id } }) => ({ by: { id } }), unknown: "null" },
      { kind: "Workspace", variables: ({ object: { slug } }) => ({ by: { slug } }), unknown: "null" },
      {
        kind: "Workspace",
        variables: ({ object }) => ({ by: { reference: `ws-${object.databaseId}` } }),
        unknown: "null",
      },
    ],
  },
  workspaces: { who: readers, plain: { variables: page, lists: "Workspace" } },
};

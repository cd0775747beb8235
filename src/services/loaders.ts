import DataLoader from "dataloader";
import { In, type ObjectLiteral, type Repository } from "typeorm";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Chat, Document, Embed, Thread, User, Workspace, WorkspaceDocument } from "../entities/index.js";
import { knownChats } from "../policies/chat.policy.js";
import { never } from "../policies/condition.js";
import { knownDocuments } from "../policies/document.policy.js";
import { knownThreads } from "../policies/thread.policy.js";
import { usersToLookUp } from "../policies/user.policy.js";
import { knownWorkspaces, mayKnowWorkspace } from "../policies/workspace.policy.js";
import { loadParentTexts } from "../retrieval/index.js";
import { type ChatFilter, narrowChats } from "./chat-filter.js";
import { type EmbedChatFilter, narrowEmbedChats } from "./embed-chat-filter.js";
import { EmbedSessionList } from "./embed-sessions.js";
import { MembershipList } from "./membership-list.js";
import { NestedList } from "./nested-list.js";
import { narrowThreads, type ThreadFilter } from "./thread-filter.js";
import { createWebLoaders, type WebLoaders } from "./web-loaders.js";

/**
 * Reads for one viewer's request that are batched, so that a list costs as many statements as one of its items. What an
 * object belongs to was checked with the object; of what belongs to it, the lists show what the viewer may know of.
 * Reads by id are cached as well.
 */
export interface Loaders extends WebLoaders {
  readonly workspace: DataLoader<number, Workspace | null>;
  readonly document: DataLoader<number, Document | null>;
  /** The same for documents that the viewer may not know of, which are null then. */
  readonly knownDocument: DataLoader<number, Document | null>;
  /** The documents that were found directly inside a document. */
  readonly documentParts: NestedList<Document>;
  readonly thread: DataLoader<number, Thread | null>;
  readonly user: DataLoader<number, User | null>;
  /** The same for users whom the viewer may not look up, who are null then. */
  readonly knownUser: DataLoader<number, User | null>;
  /** The places of a document, in the order of attachment. */
  readonly attachments: DataLoader<number, WorkspaceDocument[]>;
  /** The documents attached to a workspace, in the order of attachment. */
  readonly workspaceDocuments: NestedList<WorkspaceDocument>;
  /** The threads of a workspace. */
  readonly workspaceThreads: NestedList<Thread, ThreadFilter>;
  /** The chats of a workspace. */
  readonly workspaceChats: NestedList<Chat, ChatFilter>;
  /** The chats of a thread. */
  readonly threadChats: NestedList<Chat>;
  /** The chats of an embed. */
  readonly embedChats: NestedList<Chat, EmbedChatFilter>;
  /** The sessions of an embed. */
  readonly embedSessions: EmbedSessionList;
  /** The users who are members of a workspace. */
  readonly workspaceMembers: MembershipList<"user">;
  /** The workspaces that a user is a member of. */
  readonly userWorkspaces: MembershipList<"workspace">;
  /** How many documents the viewer may know of in a folder, by its name. */
  readonly documentsInFolder: DataLoader<string, number>;
  /** The text around a passage, by the passage's chunk. @param maximumTokens The same for all of a request's. */
  readonly parentText: (chunkId: number, maximumTokens: number) => Promise<string | null>;
  /** Those of some workspaces that still exist and that the viewer may know of. */
  readonly workspacesAmong: (ids: readonly number[]) => Promise<Workspace[]>;
}

/** Loaders for one request. */
export function createLoaders(transactions: Transactions, viewer: Viewer | null): Loaders {
  const manager = () => transactions.manager();
  const known = {
    places: viewer === null ? never : knownWorkspaces(viewer, "place.workspaceId"),
    documents: viewer === null ? never : knownDocuments(viewer),
    threads: viewer === null ? never : knownThreads(viewer, "item"),
    chats: viewer === null ? never : knownChats(viewer, "item"),
    users: viewer === null ? never : usersToLookUp(viewer),
    memberships: viewer === null ? never : knownWorkspaces(viewer, "listed.workspace_id"),
  };
  const ofWorkspace = {
    parent: Workspace,
    belongs: "item.workspace_id = parent.id",
    parentIdOf: (item: { readonly workspaceId: number }) => item.workspaceId,
  };
  const workspace = byId(() => manager().getRepository(Workspace));
  return {
    workspace,
    document: byId(() => manager().getRepository(Document)),
    knownDocument: new DataLoader<number, Document | null>(async (ids) => {
      const found = await manager()
        .createQueryBuilder(Document, "document")
        .where("document.id = ANY(:ids)", { ids })
        .andWhere(known.documents.sql, known.documents.parameters)
        .getMany();
      const byDatabaseId = new Map(found.map((one) => [one.id, one]));
      return ids.map((id) => byDatabaseId.get(id) ?? null);
    }),
    documentParts: new NestedList(transactions, {
      item: Document,
      parent: Document,
      belongs: "item.parent_id = parent.id",
      parentIdOf: ({ parentId }) => parentId,
      known: viewer === null ? never : knownDocuments(viewer, "item"),
    }),
    thread: byId(() => manager().getRepository(Thread)),
    user: byId(() => manager().getRepository(User)),
    knownUser: new DataLoader<number, User | null>(async (ids) => {
      const found = await manager()
        .createQueryBuilder(User, "user")
        .where("user.id = ANY(:ids)", { ids })
        .andWhere(known.users.sql, known.users.parameters)
        .getMany();
      const byDatabaseId = new Map(found.map((one) => [one.id, one]));
      return ids.map((id) => byDatabaseId.get(id) ?? null);
    }),
    workspaceMembers: new MembershipList(transactions, "user", known.memberships),
    userWorkspaces: new MembershipList(transactions, "workspace", known.memberships),
    ...createWebLoaders(transactions),
    parentText: parentTexts(transactions),
    documentsInFolder: new DataLoader<string, number>(async (names) => {
      const rows = await manager()
        .createQueryBuilder(Document, "document")
        .select("document.folder", "folder")
        .addSelect("count(*)::int", "count")
        .where("document.folder = ANY(:names)", { names })
        .andWhere(known.documents.sql, known.documents.parameters)
        .groupBy("document.folder")
        .getRawMany<{ folder: string; count: number }>();
      const counts = new Map(rows.map(({ folder, count }) => [folder, count]));
      return names.map((name) => counts.get(name) ?? 0);
    }),
    workspacesAmong: async (ids) => {
      const reached = ids.filter((id) => viewer !== null && mayKnowWorkspace(viewer, id));
      const found = await Promise.all(reached.map((id) => workspace.load(id)));
      return found.filter((one) => one !== null);
    },
    attachments: new DataLoader<number, WorkspaceDocument[]>(async (ids) => {
      const places = await manager()
        .getRepository(WorkspaceDocument)
        .createQueryBuilder("place")
        .where("place.documentId = ANY(:ids)", { ids })
        .andWhere(known.places.sql, known.places.parameters)
        .orderBy("place.id", "ASC")
        .getMany();
      const byDocument = new Map(ids.map((id): [number, WorkspaceDocument[]] => [id, []]));
      for (const place of places) byDocument.get(place.documentId)?.push(place);
      return ids.map((id) => byDocument.get(id) ?? []);
    }),
    workspaceDocuments: new NestedList(transactions, { ...ofWorkspace, item: WorkspaceDocument, brings: "document" }),
    workspaceThreads: new NestedList(transactions, {
      ...ofWorkspace,
      item: Thread,
      known: known.threads,
      narrow: narrowThreads,
    }),
    workspaceChats: new NestedList(transactions, {
      ...ofWorkspace,
      item: Chat,
      known: known.chats,
      narrow: narrowChats,
    }),
    embedChats: new NestedList(transactions, {
      item: Chat,
      parent: Embed,
      belongs: "item.embed_id = parent.id",
      parentIdOf: (chat) => chat.embedId,
      known: known.chats,
      narrow: narrowEmbedChats,
    }),
    embedSessions: new EmbedSessionList(transactions, viewer?.workspaceIds ?? null),
    threadChats: new NestedList(transactions, {
      item: Chat,
      parent: Thread,
      known: known.chats,
      // The workspace is in it because the index on the thread begins with it.
      belongs: "item.workspace_id = parent.workspace_id AND item.thread_id = parent.id",
      parentIdOf: (chat) => chat.threadId,
    }),
  };
}

/** A loader for each size that is asked for. */
function parentTexts(transactions: Transactions): Loaders["parentText"] {
  const loaders = new Map<number, DataLoader<number, string | null>>();
  return (chunkId, maximumTokens) => {
    const loader =
      loaders.get(maximumTokens) ??
      new DataLoader<number, string | null>(async (ids) => {
        const texts = await loadParentTexts(transactions, ids, maximumTokens);
        return ids.map((id) => texts.get(id) ?? null);
      });
    loaders.set(maximumTokens, loader);
    return loader.load(chunkId);
  };
}

function byId<T extends ObjectLiteral & { readonly id: number }>(
  repository: () => Repository<T>,
): DataLoader<number, T | null> {
  return new DataLoader(async (ids) => {
    const rows = await repository().findBy({ id: In([...ids]) } as never);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

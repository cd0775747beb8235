import DataLoader from "dataloader";
import { In, type ObjectLiteral, type Repository } from "typeorm";
import type { Transactions } from "../database/transaction.js";
import { Chat, Document, Thread, Workspace, WorkspaceDocument } from "../entities/index.js";
import { type ChatFilter, narrowChats } from "./chat-filter.js";
import { NestedList } from "./nested-list.js";

/**
 * Reads for one request that are batched, so that a list costs as many statements as one of its items. They check
 * nothing: the object that leads there did. Reads by id are cached as well.
 */
export interface Loaders {
  readonly workspace: DataLoader<number, Workspace | null>;
  readonly document: DataLoader<number, Document | null>;
  readonly thread: DataLoader<number, Thread | null>;
  /** The places of a document, in the order of attachment. */
  readonly attachments: DataLoader<number, WorkspaceDocument[]>;
  /** The documents attached to a workspace, in the order of attachment. */
  readonly workspaceDocuments: NestedList<WorkspaceDocument>;
  /** The threads of a workspace. */
  readonly workspaceThreads: NestedList<Thread>;
  /** The chats of a workspace. */
  readonly workspaceChats: NestedList<Chat, ChatFilter>;
  /** The chats of a thread. */
  readonly threadChats: NestedList<Chat>;
}

/** Loaders for one request. */
export function createLoaders(transactions: Transactions): Loaders {
  const manager = () => transactions.manager();
  const ofWorkspace = {
    parent: Workspace,
    belongs: "item.workspace_id = parent.id",
    parentIdOf: (item: { readonly workspaceId: number }) => item.workspaceId,
  };
  return {
    workspace: byId(() => manager().getRepository(Workspace)),
    document: byId(() => manager().getRepository(Document)),
    thread: byId(() => manager().getRepository(Thread)),
    attachments: new DataLoader<number, WorkspaceDocument[]>(async (ids) => {
      const places = await manager()
        .getRepository(WorkspaceDocument)
        .find({ where: { documentId: In([...ids]) }, order: { id: "ASC" } });
      const byDocument = new Map(ids.map((id): [number, WorkspaceDocument[]] => [id, []]));
      for (const place of places) byDocument.get(place.documentId)?.push(place);
      return ids.map((id) => byDocument.get(id) ?? []);
    }),
    workspaceDocuments: new NestedList(transactions, { ...ofWorkspace, item: WorkspaceDocument }),
    workspaceThreads: new NestedList(transactions, { ...ofWorkspace, item: Thread }),
    workspaceChats: new NestedList(transactions, { ...ofWorkspace, item: Chat, narrow: narrowChats }),
    threadChats: new NestedList(transactions, {
      item: Chat,
      parent: Thread,
      // The workspace is in it because the index on the thread begins with it.
      belongs: "item.workspace_id = parent.workspace_id AND item.thread_id = parent.id",
      parentIdOf: (chat) => chat.threadId,
    }),
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

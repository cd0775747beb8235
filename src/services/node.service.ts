import { type PermissionName, refusalOf } from "../auth/permissions.js";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import {
  ApiKey,
  Chat,
  Crawl,
  Document,
  Embed,
  EventLog,
  Invite,
  type Node,
  type NodeType,
  Session,
  Thread,
  User,
  Workspace,
} from "../entities/index.js";
import { knownApiKeys } from "../policies/api-key.policy.js";
import { knownChats } from "../policies/chat.policy.js";
import type { Condition } from "../policies/condition.js";
import { knownCrawls } from "../policies/crawl.policy.js";
import { knownDocuments } from "../policies/document.policy.js";
import { knownEmbeds } from "../policies/embed.policy.js";
import { knownEvents } from "../policies/event-log.policy.js";
import { knownInvites } from "../policies/invite.policy.js";
import { knownSessions } from "../policies/session.policy.js";
import { knownThreads } from "../policies/thread.policy.js";
import { usersToLookUp } from "../policies/user.policy.js";
import { knownWorkspaces } from "../policies/workspace.policy.js";
import { findKnown } from "./known.js";

/** For each type with global ids: its table, the permission that its own root fields need, and which rows are known. */
const nodes: {
  readonly [Type in NodeType]: {
    readonly entity: new () => Node;
    readonly permission: PermissionName;
    readonly known: (viewer: Viewer, alias: string) => Condition;
  };
} = {
  Workspace: {
    entity: Workspace,
    permission: "read",
    known: (viewer, alias) => knownWorkspaces(viewer, `${alias}.id`),
  },
  Document: { entity: Document, permission: "read", known: knownDocuments },
  Thread: { entity: Thread, permission: "read", known: knownThreads },
  Chat: { entity: Chat, permission: "follow", known: knownChats },
  Embed: { entity: Embed, permission: "publish", known: knownEmbeds },
  ApiKey: { entity: ApiKey, permission: "keys", known: knownApiKeys },
  User: { entity: User, permission: "read", known: usersToLookUp },
  Session: { entity: Session, permission: "account", known: knownSessions },
  Crawl: { entity: Crawl, permission: "read", known: knownCrawls },
  Invite: { entity: Invite, permission: "administer", known: knownInvites },
  EventLog: { entity: EventLog, permission: "administer", known: knownEvents },
};

/** Fetches any object again by its id. */
export class NodeService {
  constructor(private readonly transactions: Transactions) {}

  /** Null when there is no such object, or the viewer may not know of it. */
  async find(viewer: Viewer, type: NodeType, id: number): Promise<Node | null> {
    const { entity, permission, known } = nodes[type];
    if (refusalOf(viewer, permission) !== null) return null;
    const repository = this.transactions.manager().getRepository(entity);
    return findKnown(repository, "node", id, known(viewer, "node"));
  }
}

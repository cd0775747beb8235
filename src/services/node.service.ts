import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { ApiKey, Chat, Document, Embed, type Node, type NodeType, Thread, User, Workspace } from "../entities/index.js";
import { mayManageApiKey, mayUseLibrary, mayUseWorkspaces } from "../policies/library.policy.js";

/** For each type with global ids: its table, and who may see a row of it. */
const nodes: {
  readonly [Type in NodeType]: {
    readonly entity: new () => Node;
    readonly maySee: (viewer: Viewer, node: Node) => boolean;
  };
} = {
  Workspace: { entity: Workspace, maySee: mayUseWorkspaces },
  Document: { entity: Document, maySee: mayUseLibrary },
  Thread: { entity: Thread, maySee: mayUseWorkspaces },
  Chat: { entity: Chat, maySee: mayUseWorkspaces },
  Embed: { entity: Embed, maySee: (viewer) => viewer.scopes.has("admin") && mayUseWorkspaces(viewer) },
  ApiKey: {
    entity: ApiKey,
    maySee: (viewer, node) => viewer.scopes.has("admin") && mayManageApiKey(viewer, node as ApiKey),
  },
  User: { entity: User, maySee: (viewer, node) => viewer.user.id === node.id || viewer.scopes.has("admin") },
};

/** Fetches any object again by its id. */
export class NodeService {
  constructor(private readonly transactions: Transactions) {}

  /** Null when there is no such object, or the viewer may not know of it. */
  async find(viewer: Viewer, type: NodeType, id: number): Promise<Node | null> {
    const { entity, maySee } = nodes[type];
    const node = await this.transactions.manager().getRepository(entity).findOneBy({ id });
    return node !== null && maySee(viewer, node) ? node : null;
  }
}

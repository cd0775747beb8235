import { In, type EntityManager } from "typeorm";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { decodeGlobalId, Document, Workspace, WorkspaceDocument } from "../entities/index.js";
import { ForbiddenError, NotFoundError, ValidationError } from "../errors/index.js";
import { WorkspacesKeptError } from "../errors/workspaces-kept.js";
import { diffOf } from "../events/diff.js";
import type { EventFacts, EventRecorder } from "../events/event-recorder.js";
import { knownDocuments } from "../policies/document.policy.js";
import {
  knownWorkspaces,
  mayCreateWorkspaces,
  mayKnowWorkspace,
  mayManageWorkspace,
} from "../policies/workspace.policy.js";
import { findKnown } from "./known.js";
import { type Page, type PageRequest, readPage } from "./page.js";
import { escapeLike } from "./like.js";
import { availableSlug } from "./slug.js";

/** The settings that may be given at creation and changed later. */
export type WorkspaceSettings = Partial<
  Pick<
    Workspace,
    | "description"
    | "chatProvider"
    | "chatModel"
    | "temperature"
    | "systemPrompt"
    | "historyLength"
    | "topN"
    | "similarityThreshold"
    | "chatMode"
    | "searchMode"
    | "refusalText"
  >
>;

/** How a caller names a workspace; exactly one is given. */
export interface WorkspaceReference {
  readonly id?: string | undefined;
  readonly slug?: string | undefined;
  /** A slug, `ws-<id>` or an id, tried in this order. */
  readonly reference?: string | undefined;
}

/** What attaching or detaching did. */
export interface AttachmentChange {
  readonly workspace: Workspace;
  /** Documents whose place changed. */
  readonly changed: readonly Document[];
  /** Documents that were in place already. */
  readonly unchanged: readonly Document[];
}

const settingNames = [
  "description",
  "chatProvider",
  "chatModel",
  "temperature",
  "systemPrompt",
  "historyLength",
  "topN",
  "similarityThreshold",
  "chatMode",
  "searchMode",
  "refusalText",
] as const satisfies readonly (keyof WorkspaceSettings)[];

/** Settings that have a default and so cannot be null. */
const requiredSettings = ["historyLength", "topN", "similarityThreshold", "chatMode", "searchMode"] as const;

/** Workspaces and the documents attached to them. */
export class WorkspaceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Pick<EventRecorder, "record">,
    /** Whether no workspace can be deleted, whoever asks. */
    private readonly keepsWorkspaces: boolean,
  ) {}

  /** @throws NotFoundError when there is none, or the viewer may not know of it. */
  async get(viewer: Viewer, id: number): Promise<Workspace> {
    const workspace = await findKnown(this.repository(), "workspace", id, knownWorkspaces(viewer));
    if (workspace === null) throw new NotFoundError("Workspace", { field: "workspaceId" });
    return workspace;
  }

  /**
   * The same for whoever may change it.
   * @throws ForbiddenError when the viewer may only use it.
   */
  async getManaged(viewer: Viewer, id: number): Promise<Workspace> {
    const workspace = await this.get(viewer, id);
    if (!mayManageWorkspace(viewer, workspace)) throw new ForbiddenError("Only managers change workspaces.");
    return workspace;
  }

  /** Finds a workspace by any of its names; null when there is none that the viewer may know of. */
  async find(viewer: Viewer, by: WorkspaceReference): Promise<Workspace | null> {
    if ([by.id, by.slug, by.reference].filter((value) => value !== undefined && value !== null).length !== 1) {
      throw new ValidationError("Give exactly one of `id`, `slug` and `reference`.", { field: "by" });
    }
    const workspace = await this.findAny(by);
    return workspace !== null && mayKnowWorkspace(viewer, workspace.id) ? workspace : null;
  }

  private async findAny(by: WorkspaceReference): Promise<Workspace | null> {
    if (by.id !== undefined) {
      const decoded = decodeGlobalId(by.id);
      return decoded?.type === "Workspace" ? this.repository().findOneBy({ id: decoded.databaseId }) : null;
    }
    const slug = by.slug ?? by.reference ?? "";
    const exact = await this.repository().findOneBy({ slug });
    const digits = /^(?:ws-)?([1-9]\d{0,8})$/.exec(slug)?.[1];
    if (exact !== null || by.reference === undefined || digits === undefined) return exact;
    return this.repository().findOneBy({ id: Number(digits) });
  }

  /** The workspaces that the viewer may use, oldest first. */
  async list(viewer: Viewer, page: PageRequest, search?: string): Promise<Page<Workspace>> {
    const query = this.repository().createQueryBuilder("workspace");
    const known = knownWorkspaces(viewer);
    query.andWhere(known.sql, known.parameters);
    if (search !== undefined) query.andWhere("workspace.name ILIKE :search", { search: `%${escapeLike(search)}%` });
    return readPage(query, "workspace", page);
  }

  async create(viewer: Viewer, input: WorkspaceSettings & { readonly name: string }): Promise<Workspace> {
    if (!mayCreateWorkspaces(viewer)) {
      throw new ForbiddenError("Only managers create workspaces, with a credential that reaches all of them.");
    }
    const name = requireName(input.name);
    return this.transactions.run(async () => {
      const slug = await availableSlug(this.transactions, name);
      const workspace = this.repository().create({ ...pickSettings(input), name, slug });
      const { id } = await this.repository().save(workspace);
      await this.events.record(viewer, "workspace.created", { ...about(id), data: { name, slug } });
      return this.repository().findOneByOrFail({ id });
    });
  }

  async update(viewer: Viewer, id: number, input: WorkspaceSettings & { readonly name?: string }): Promise<Workspace> {
    return this.transactions.run(async () => {
      const workspace = await this.getManaged(viewer, id);
      const before = { ...workspace };
      Object.assign(workspace, pickSettings(input));
      if (input.name !== undefined) workspace.name = requireName(input.name);
      const changes = diffOf(before, workspace, ["name", ...settingNames]);
      if (Object.keys(changes).length > 0) {
        await this.events.record(viewer, "workspace.updated", { ...about(id), changes });
      }
      return this.repository().save(workspace);
    });
  }

  /**
   * Deletes a workspace with its threads, chats and embeds. Its documents stay in the library.
   * @throws WorkspacesKeptError where the operator of the server has forbidden it.
   */
  async delete(viewer: Viewer, id: number): Promise<Workspace> {
    return this.transactions.run(async () => {
      const workspace = await this.getManaged(viewer, id);
      if (this.keepsWorkspaces) throw new WorkspacesKeptError();
      await this.repository().delete({ id });
      const { name, slug } = workspace;
      await this.events.record(viewer, "workspace.deleted", { ...about(id), data: { name, slug } });
      return workspace;
    });
  }

  /** Attaches documents. One that is attached already is reported as unchanged. */
  async attach(viewer: Viewer, id: number, documentIds: readonly number[]): Promise<AttachmentChange> {
    return this.change(viewer, id, documentIds, "workspace.documentsAttached", async (manager, ids) => {
      const inserted: { document_id: number }[] = await manager.query(
        "INSERT INTO workspace_document (workspace_id, document_id) SELECT $1, unnest($2::int[]) ON CONFLICT DO NOTHING RETURNING document_id",
        [id, ids],
      );
      return inserted.map((row) => row.document_id);
    });
  }

  /** Detaches documents. One that is not attached is reported as unchanged. */
  async detach(viewer: Viewer, id: number, documentIds: readonly number[]): Promise<AttachmentChange> {
    return this.change(viewer, id, documentIds, "workspace.documentsDetached", async (manager, ids) => {
      const where = { workspaceId: id, documentId: In([...ids]) };
      const attached = await manager.getRepository(WorkspaceDocument).findBy(where);
      await manager.getRepository(WorkspaceDocument).delete(where);
      return attached.map((row) => row.documentId);
    });
  }

  /** Pins an attached document, or unpins it. @throws NotFoundError when it is not attached. */
  async pin(viewer: Viewer, id: number, documentId: number, pinned: boolean): Promise<WorkspaceDocument> {
    return this.transactions.run(async () => {
      await this.getManaged(viewer, id);
      const places = this.transactions.manager().getRepository(WorkspaceDocument);
      const place = await places.findOneBy({ workspaceId: id, documentId });
      if (place === null) throw new NotFoundError("Document", { field: "documentId" });
      if (place.pinned === pinned) return place;
      await this.events.record(viewer, "workspace.documentPinned", { ...about(id), data: { documentId, pinned } });
      place.pinned = pinned;
      return places.save(place);
    });
  }

  private async change(
    viewer: Viewer,
    id: number,
    documentIds: readonly number[],
    type: "workspace.documentsAttached" | "workspace.documentsDetached",
    apply: (manager: EntityManager, ids: readonly number[]) => Promise<number[]>,
  ): Promise<AttachmentChange> {
    return this.transactions.run(async () => {
      const workspace = await this.getManaged(viewer, id);
      const ids = [...new Set(documentIds)];
      const manager = this.transactions.manager();
      const known = knownDocuments(viewer);
      const documents = await manager
        .createQueryBuilder(Document, "document")
        .where("document.id = ANY(:ids)", { ids })
        .andWhere(known.sql, known.parameters)
        .orderBy("document.id", "ASC")
        .getMany();
      if (documents.length !== ids.length) {
        throw new NotFoundError("Document", { field: "documentIds" });
      }
      const changed = new Set(await apply(manager, ids));
      if (changed.size > 0)
        await this.events.record(viewer, type, { ...about(id), data: { documentIds: [...changed] } });
      return {
        workspace,
        changed: documents.filter((document) => changed.has(document.id)),
        unchanged: documents.filter((document) => !changed.has(document.id)),
      };
    });
  }

  private repository() {
    return this.transactions.manager().getRepository(Workspace);
  }
}

function about(id: number): EventFacts {
  return { subject: { type: "Workspace", id }, workspaceId: id };
}

function requireName(name: string): string {
  if (name.trim() === "") throw new ValidationError("must not be blank", { field: "name" });
  return name.trim();
}

function pickSettings(input: WorkspaceSettings): WorkspaceSettings {
  const blank = requiredSettings.find((name) => input[name] === null);
  if (blank !== undefined) throw new ValidationError("must not be null", { field: blank });
  return Object.fromEntries(settingNames.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));
}

import { In } from "typeorm";
import type { Viewer } from "../auth/viewer.js";
import { databaseErrorCode, foreignKeyViolation, uniqueViolation } from "../database/errors.js";
import type { Transactions } from "../database/transaction.js";
import { Document, Folder } from "../entities/index.js";
import { ConflictError, ForbiddenError, NotFoundError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownFolders, mayManageFolders } from "../policies/folder.policy.js";
import { changeableDocuments } from "./changeable-documents.js";
import type { DocumentRemovalService } from "./document-removal.service.js";
import { ensureFolders } from "./folders.js";
import { defaultFolder, folderName } from "./library-names.js";
import { escapeLike } from "./like.js";
import { type Page, type PageRequest, readPage } from "./page.js";

/** So many documents are removed in one transaction. */
const documentsPerRemoval = 200;

/** Documents that were put into a folder. */
export interface MovedDocuments {
  /** All that were named, as they are now. */
  readonly documents: readonly Document[];
  /** Those of them that stood there already. */
  readonly unchanged: readonly Document[];
}

/** The folders of the library. */
export class FolderService {
  constructor(
    private readonly transactions: Transactions,
    private readonly removal: Pick<DocumentRemovalService, "delete">,
    private readonly events: Pick<EventRecorder, "record" | "recordAll">,
  ) {}

  /** The folders that the viewer may know of, in the order in which they were made. */
  async list(viewer: Viewer, page: PageRequest, search?: string): Promise<Page<Folder>> {
    const known = knownFolders(viewer);
    const query = this.repository().createQueryBuilder("folder").where(known.sql, known.parameters);
    if (search !== undefined) query.andWhere("folder.name ILIKE :search", { search: `%${escapeLike(search)}%` });
    return readPage(query, "folder", page);
  }

  /** A folder by its name; null when there is none that the viewer may know of. */
  async find(viewer: Viewer, name: string): Promise<Folder | null> {
    const known = knownFolders(viewer);
    return this.repository()
      .createQueryBuilder("folder")
      .where("folder.name = :name", { name })
      .andWhere(known.sql, known.parameters)
      .getOne();
  }

  /** @throws ConflictError when there is one of this name. */
  async create(viewer: Viewer, given: string): Promise<Folder> {
    assertMayManage(viewer);
    const name = folderName(given, "name");
    return this.transactions.run(async () => {
      const rows = await this.transactions.query<{ id: number }>(
        "INSERT INTO folder (name) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id",
        [name],
      );
      const [row] = rows;
      if (row === undefined) throw new ConflictError(`There is a folder named ${name}.`, { field: "name" });
      await this.events.record(viewer, "folder.created", { data: { name } });
      return this.repository().findOneByOrFail({ id: row.id });
    });
  }

  /**
   * Gives a folder another name; its documents go with it.
   * @throws NotFoundError; ConflictError for the default folder, and when there is one of the new name.
   */
  async rename(viewer: Viewer, name: string, given: string): Promise<Folder> {
    const folder = await this.own(viewer, name);
    const newName = folderName(given, "newName");
    if (newName === name) return folder;
    try {
      return await this.transactions.run(async () => {
        const documents = await this.documents().countBy({ folder: name });
        await this.repository().update({ id: folder.id }, { name: newName });
        await this.events.record(viewer, "folder.renamed", { data: { name, newName, documents } });
        return this.repository().findOneByOrFail({ id: folder.id });
      });
    } catch (error) {
      if (databaseErrorCode(error) !== uniqueViolation) throw error;
      throw new ConflictError(`There is a folder named ${newName}.`, { field: "newName", cause: error });
    }
  }

  /**
   * Removes a folder, and what is in it when that is asked for; in short transactions, so that a large folder does not
   * hold up others. Resolves to how many documents were removed.
   * @throws NotFoundError; ConflictError for the default folder, and for one with documents unless they are to go too.
   */
  async delete(viewer: Viewer, name: string, withDocuments: boolean): Promise<number> {
    const folder = await this.own(viewer, name);
    let removed = 0;
    for (;;) {
      const documents = await this.documents().find({
        select: { id: true },
        where: { folder: name },
        order: { id: "ASC" },
        take: documentsPerRemoval,
      });
      if (documents.length === 0 && (await this.deleteEmpty(viewer, folder, removed))) return removed;
      if (!withDocuments) throw new ConflictError("The folder has documents.", { field: "withDocuments" });
      const ids = documents.map(({ id }) => id);
      removed += (await this.removal.delete(viewer, ids)).length;
    }
  }

  /**
   * Puts documents into a folder, which is made when it is new. All of them, or none.
   * @throws NotFoundError, ForbiddenError as {@link changeableDocuments}.
   */
  async move(viewer: Viewer, ids: readonly number[], given: string): Promise<MovedDocuments> {
    const folder = folderName(given);
    return this.transactions.run(async () => {
      const documents = await changeableDocuments(this.transactions, viewer, ids);
      const moving = documents.filter((document) => document.folder !== folder);
      if (moving.length > 0) {
        await ensureFolders(this.transactions, [folder]);
        await this.documents().update({ id: In(moving.map(({ id }) => id)) }, { folder });
        await this.events.recordAll(
          viewer,
          "document.moved",
          moving.map(({ id, folder: from }) => ({ subject: { type: "Document", id }, data: { from, to: folder } })),
        );
      }
      const now = await this.documents().find({
        where: { id: In(documents.map(({ id }) => id)) },
        order: { id: "ASC" },
      });
      const moved = new Set(moving.map(({ id }) => id));
      return { documents: now, unchanged: now.filter(({ id }) => !moved.has(id)) };
    });
  }

  /** Removes a folder without documents. False: one has come into it meanwhile. */
  private async deleteEmpty(viewer: Viewer, { id, name }: Folder, removed: number): Promise<boolean> {
    try {
      await this.transactions.run(async () => {
        await this.repository().delete({ id });
        await this.events.record(viewer, "folder.deleted", { data: { name, documents: removed } });
      });
      return true;
    } catch (error) {
      if (databaseErrorCode(error) === foreignKeyViolation) return false;
      throw error;
    }
  }

  private async own(viewer: Viewer, name: string): Promise<Folder> {
    const folder = await this.find(viewer, name);
    if (folder === null) throw new NotFoundError("Folder", { field: "name" });
    assertMayManage(viewer);
    if (name === defaultFolder) {
      throw new ConflictError(`The folder ${defaultFolder} stays: documents without a folder come into it.`, {
        field: "name",
      });
    }
    return folder;
  }

  private repository() {
    return this.transactions.manager().getRepository(Folder);
  }

  private documents() {
    return this.transactions.manager().getRepository(Document);
  }
}

function assertMayManage(viewer: Viewer): void {
  if (!mayManageFolders(viewer)) {
    throw new ForbiddenError("Folders are changed by managers whose credential reaches every workspace.");
  }
}

import type DataLoader from "dataloader";
import type { Transactions } from "../database/transaction.js";
import { type User, type Workspace, WorkspaceMember } from "../entities/index.js";
import type { Condition } from "../policies/condition.js";
import { batchOf } from "./nested-list.js";
import { type Page, pageOf, type PageRequest, type PageWindow, windowOf } from "./page.js";

/** The two sides of a membership; in SQL, and in the entity. */
const columns = {
  user: { id: "user_id", property: "userId" },
  workspace: { id: "workspace_id", property: "workspaceId" },
} as const;

/** What stands at one side of a membership. */
export interface Sides {
  readonly user: User;
  readonly workspace: Workspace;
}

/**
 * The users of workspaces, or the workspaces of users. What is asked in one tick with equal arguments is read by one
 * statement, however many parents there are; nothing is cached. Whoever asks was given the parents.
 */
export class MembershipList<Side extends keyof Sides> {
  private readonly pages = new Map<string, DataLoader<number, Page<Sides[Side]>>>();
  private readonly counts = new Map<string, DataLoader<number, number>>();
  private readonly item: (typeof columns)[keyof Sides];
  private readonly parent: (typeof columns)[keyof Sides];

  /**
   * @param side what is listed.
   * @param known which memberships the viewer may know of; on `listed`, a row of workspace_member.
   */
  constructor(
    private readonly transactions: Transactions,
    private readonly side: Side,
    private readonly known: Condition,
  ) {
    this.item = columns[side];
    this.parent = side === "user" ? columns.workspace : columns.user;
  }

  /** One page of a parent's list, oldest user or workspace first. @throws ValidationError as {@link windowOf} does. */
  async page(parentId: number, page: PageRequest): Promise<Page<Sides[Side]>> {
    const window = windowOf(page);
    return batchOf(this.pages, JSON.stringify(window), (ids) => this.readPages(ids, window)).load(parentId);
  }

  private async readPages(parentIds: readonly number[], window: PageWindow): Promise<Page<Sides[Side]>[]> {
    const { item, parent, side } = this;
    const { size, backward, after, before } = window;
    const picked = `SELECT listed.${item.id} AS id FROM workspace_member AS listed
      WHERE listed.${parent.id} = parent.id AND ${this.known.sql}
        AND listed.${item.id} > :after AND listed.${item.id} < CAST(:before AS bigint)
      ORDER BY listed.${item.id} ${backward ? "DESC" : "ASC"} LIMIT :limit`;
    const rows = await this.repository()
      .createQueryBuilder("member")
      .innerJoinAndSelect(`member.${side}`, "item")
      .where(
        `(member.${parent.property}, member.${item.property}) IN (SELECT parent.id, picked.id
          FROM unnest(CAST(:parentIds AS int[])) AS parent(id) CROSS JOIN LATERAL (${picked}) AS picked)`,
        { parentIds, after: after ?? 0, before: before ?? maximumBound, limit: size + 1, ...this.known.parameters },
      )
      .orderBy("item.id", "ASC")
      .getMany();
    return parentIds.map((id) => {
      const items = rows.filter((row) => row[parent.property] === id).map((row) => row[side] as Sides[Side]);
      return pageOf(items, window, () => this.count(id));
    });
  }

  private async count(parentId: number): Promise<number> {
    return batchOf(this.counts, "all", (ids) => this.readCounts(ids)).load(parentId);
  }

  private async readCounts(parentIds: readonly number[]): Promise<number[]> {
    const { parent } = this;
    const rows = await this.repository()
      .createQueryBuilder("listed")
      .select(`listed.${parent.property}`, "id")
      .addSelect("count(*)::int", "count")
      .where(`listed.${parent.property} = ANY(:parentIds)`, { parentIds })
      .andWhere(this.known.sql, this.known.parameters)
      .groupBy(`listed.${parent.property}`)
      .getRawMany<{ id: number; count: number }>();
    const counts = new Map(rows.map((row) => [row.id, row.count]));
    return parentIds.map((id) => counts.get(id) ?? 0);
  }

  private repository() {
    return this.transactions.manager().getRepository(WorkspaceMember);
  }
}

/** Greater than every id. */
const maximumBound = 2 ** 31;

import DataLoader from "dataloader";
import type { EntityTarget, ObjectLiteral, SelectQueryBuilder } from "typeorm";
import type { Transactions } from "../database/transaction.js";
import type { Condition } from "../policies/condition.js";
import { narrowToWindow, type Page, pageOf, type PageRequest, type PageWindow, windowOf } from "./page.js";

/** What a nested list is made of. In its SQL, `item` is a row of the list and `parent` the row that it belongs to. */
export interface NestedListDefinition<Item extends ObjectLiteral, Filter> {
  readonly item: EntityTarget<Item>;
  readonly parent: new () => { readonly id: number };
  /** SQL that is true of an item and its parent. Each parent's items are looked up by it, so an index should serve it. */
  readonly belongs: string;
  /** The parent's id, as an item holds it. */
  readonly parentIdOf: (item: Item) => number | null;
  /**
   * A relation of the items that is read with them, in the same statement: what is deleted at that moment is then either
   * there with its items or gone with them.
   */
  readonly brings?: string;
  /** Which items the viewer may know of, where the parent does not decide it; on `item`. */
  readonly known?: Condition;
  /** Adds a filter's conditions on `item`. */
  readonly narrow?: (query: SelectQueryBuilder<Item>, filter: Filter) => void;
}

/**
 * The lists of one kind that many parents have, such as the threads of workspaces. What is asked in one tick with equal
 * arguments is read by one statement, however many parents there are. Nothing is cached: a later tick reads anew.
 * Whoever asks was given the parents; of their items it shows those that the definition says are known.
 */
export class NestedList<Item extends ObjectLiteral & { readonly id: number }, Filter = undefined> {
  /** One for each combination of arguments, by their JSON. */
  private readonly pages = new Map<string, DataLoader<number, Page<Item>>>();
  private readonly counts = new Map<string, DataLoader<number, number>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly definition: NestedListDefinition<Item, Filter>,
  ) {}

  /**
   * One page of a parent's list, oldest first.
   * @param filter plain data with its keys in a fixed order.
   * @throws ValidationError as {@link windowOf} does.
   */
  async page(parentId: number, page: PageRequest, filter?: Filter): Promise<Page<Item>> {
    const window = windowOf(page);
    const read = (ids: readonly number[]) => this.readPages(ids, window, filter);
    return batchOf(this.pages, JSON.stringify([window, filter]), read).load(parentId);
  }

  /** How many items a parent's whole list has; `filter` as for {@link page}. */
  async count(parentId: number, filter?: Filter): Promise<number> {
    const read = (ids: readonly number[]) => this.readCounts(ids, filter);
    return batchOf(this.counts, JSON.stringify([filter]), read).load(parentId);
  }

  private async readPages(
    parentIds: readonly number[],
    window: PageWindow,
    filter: Filter | undefined,
  ): Promise<Page<Item>[]> {
    const { item, parent, belongs, parentIdOf, brings } = this.definition;
    const manager = this.transactions.manager();
    const query = manager.createQueryBuilder(item, "listed");
    const candidates = query.subQuery().select("item.id", "id").from(item, "item").where(belongs);
    this.narrow(candidates, filter);
    const picked = narrowToWindow(candidates, "item", window).getQuery();
    const parents = manager.dataSource.getMetadata(parent).tablePath;
    if (brings !== undefined) query.innerJoinAndSelect(`listed.${brings}`, brings);
    const rows = await query
      .where(
        `listed.id IN (SELECT picked.id FROM ${parents} AS parent CROSS JOIN LATERAL ${picked} AS picked WHERE parent.id = ANY(:parentIds))`,
        { parentIds },
      )
      .orderBy("listed.id", "ASC")
      .getMany();
    const rowsByParent = new Map(parentIds.map((id): [number | null, Item[]] => [id, []]));
    for (const row of rows) rowsByParent.get(parentIdOf(row))?.push(row);
    return parentIds.map((id) => pageOf(rowsByParent.get(id) ?? [], window, () => this.count(id, filter)));
  }

  private async readCounts(parentIds: readonly number[], filter: Filter | undefined): Promise<number[]> {
    const { item, parent, belongs } = this.definition;
    const query = this.transactions
      .manager()
      .createQueryBuilder(item, "item")
      .innerJoin(parent, "parent", belongs)
      .where("parent.id = ANY(:parentIds)", { parentIds });
    this.narrow(query, filter);
    const rows = await query
      .select("parent.id", "id")
      .addSelect("count(*)::int", "count")
      .groupBy("parent.id")
      .getRawMany<{ id: number; count: number }>();
    const counts = new Map(rows.map((row) => [row.id, row.count]));
    return parentIds.map((id) => counts.get(id) ?? 0);
  }

  private narrow(query: SelectQueryBuilder<Item>, filter: Filter | undefined): void {
    const { known } = this.definition;
    if (known !== undefined) query.andWhere(known.sql, known.parameters);
    if (filter !== undefined) this.definition.narrow?.(query, filter);
  }
}

/** The batch of a name, which begins with the first call of it; nothing is cached. */
export function batchOf<Result>(
  batches: Map<string, DataLoader<number, Result>>,
  name: string,
  read: (ids: readonly number[]) => Promise<Result[]>,
): DataLoader<number, Result> {
  const batch = batches.get(name) ?? new DataLoader(read, { cache: false });
  batches.set(name, batch);
  return batch;
}

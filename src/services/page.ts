import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { ValidationError } from "../errors/index.js";

/** Which page of a list is wanted: the first so many after a cursor, or the last so many before one. */
export interface PageRequest {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A checked {@link PageRequest}. Equal requests make windows of equal JSON. */
export interface PageWindow {
  /** Items at most, 1 to {@link maximumPageSize}. */
  readonly size: number;
  /** Whether the page is counted from the end of the list. */
  readonly backward: boolean;
  /** Only items with greater ids; null: from the start. */
  readonly after: number | null;
  /** Only items with smaller ids; null: to the end. */
  readonly before: number | null;
}

/** The most items that one page may have. */
export const maximumPageSize = 100;

/** The greatest id that a column of type int can hold. */
const maximumId = 2_147_483_647;

/** A page of a list, in the list's order. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts the whole list; a statement of its own, so only run when it is asked for. */
  readonly totalCount: () => Promise<number>;
}

/** The opaque place of an item in a list. */
export function encodeCursor(id: number): string {
  return Buffer.from(`after:${id}`, "utf8").toString("base64url");
}

/** @throws ValidationError when the cursor is none of ours. */
export function decodeCursor(cursor: string, field: string): number {
  const digits = /^after:(\d{1,10})$/.exec(Buffer.from(cursor, "base64url").toString("utf8"))?.[1];
  if (digits === undefined || Number(digits) > maximumId) {
    throw new ValidationError("is not a cursor of this list", { field });
  }
  return Number(digits);
}

/**
 * Checks which page is wanted.
 * @throws ValidationError unless exactly one of `first` and `last` is given, within 1 to 100, and the cursors are ours.
 */
export function windowOf(page: PageRequest): PageWindow {
  return {
    size: pageSize(page),
    backward: isGiven(page.last),
    after: isGiven(page.after) ? decodeCursor(page.after, "after") : null,
    before: isGiven(page.before) ? decodeCursor(page.before, "before") : null,
  };
}

/**
 * Narrows a query to the rows of a window, by keyset on the id, so that deep pages cost as much as the first and rows
 * added meanwhile shift nothing. Ids rise with time, so that the order is also that of creation. One row more than the
 * window's size is read, which tells whether the list goes on.
 * @param alias the query's main alias, whose `id` orders it.
 */
export function narrowToWindow<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  alias: string,
  { size, backward, after, before }: PageWindow,
): SelectQueryBuilder<T> {
  if (after !== null) query.andWhere(`${alias}.id > :after`, { after });
  if (before !== null) query.andWhere(`${alias}.id < :before`, { before });
  return query.orderBy(`${alias}.id`, backward ? "DESC" : "ASC").limit(size + 1);
}

/** Makes a page of what {@link narrowToWindow} found, given with rising ids. */
export function pageOf<T>(rows: readonly T[], window: PageWindow, totalCount: () => Promise<number>): Page<T> {
  const { size, backward, after, before } = window;
  const more = rows.length > size;
  return {
    items: backward ? rows.slice(-size) : rows.slice(0, size),
    hasNextPage: backward ? before !== null : more,
    hasPreviousPage: backward ? more : after !== null,
    totalCount,
  };
}

/**
 * Reads one page of a query, oldest first.
 * @param alias the query's main alias; it joins nothing that multiplies rows.
 * @throws ValidationError as {@link windowOf} does.
 */
export async function readPage<T extends ObjectLiteral & { readonly id: number }>(
  query: SelectQueryBuilder<T>,
  alias: string,
  page: PageRequest,
): Promise<Page<T>> {
  const window = windowOf(page);
  const counting = query.clone();
  const rows = await narrowToWindow(query, alias, window).getMany();
  return pageOf(window.backward ? rows.toReversed() : rows, window, () => counting.getCount());
}

function pageSize({ first, last }: PageRequest): number {
  const size = first ?? last;
  if (!isGiven(size) || (isGiven(first) && isGiven(last))) {
    throw new ValidationError("Give exactly one of `first` and `last`.", { field: "first" });
  }
  if (size < 1 || size > maximumPageSize) {
    throw new ValidationError(`must be 1 to ${maximumPageSize}`, { field: isGiven(first) ? "first" : "last" });
  }
  return size;
}

/** GraphQL lets a caller give null for what may be left out. */
function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

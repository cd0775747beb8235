import type { SelectQueryBuilder } from "typeorm";
import type { Thread } from "../entities/index.js";
import { escapeLike } from "./like.js";

/** Narrows a list of threads. */
export interface ThreadFilter {
  readonly slug?: string | undefined;
  /** A part of the name, whatever its case. */
  readonly search?: string | undefined;
}

/** Adds a filter's conditions to a query in which threads are called `item`. */
export function narrowThreads(query: SelectQueryBuilder<Thread>, { slug, search }: ThreadFilter): void {
  if (slug !== undefined) query.andWhere("item.slug = :slug", { slug });
  if (search !== undefined) query.andWhere("item.name ILIKE :search", { search: `%${escapeLike(search)}%` });
}

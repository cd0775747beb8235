import type { ObjectLiteral, Repository } from "typeorm";
import type { Condition } from "../policies/condition.js";

/**
 * The row with this id, provided that a policy lets the viewer know of it. Rows and lists are narrowed by the same
 * condition, so that nothing can be had by its id that is not in the viewer's list.
 * @param alias what the condition calls the row.
 */
export async function findKnown<Row extends ObjectLiteral>(
  repository: Repository<Row>,
  alias: string,
  id: number,
  { sql, parameters }: Condition,
): Promise<Row | null> {
  return repository.createQueryBuilder(alias).where(`${alias}.id = :id`, { id }).andWhere(sql, parameters).getOne();
}

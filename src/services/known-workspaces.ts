import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Workspace } from "../entities/index.js";
import { NotFoundError } from "../errors/index.js";
import { knownWorkspaces } from "../policies/workspace.policy.js";

/**
 * Refuses ids of workspaces that the viewer does not know. Each id is given once.
 * @throws NotFoundError naming `field`.
 */
export async function assertKnownWorkspaces(
  transactions: Transactions,
  viewer: Viewer,
  ids: readonly number[],
  field: string,
): Promise<void> {
  if (ids.length === 0) return;
  const known = knownWorkspaces(viewer);
  const count = await transactions
    .manager()
    .createQueryBuilder(Workspace, "workspace")
    .where("workspace.id = ANY(:ids)", { ids })
    .andWhere(known.sql, known.parameters)
    .getCount();
  if (count !== ids.length) throw new NotFoundError("Workspace", { field });
}

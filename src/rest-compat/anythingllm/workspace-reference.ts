import { FindWorkspaceOperation, type WorkspaceFieldsFragment } from "../../generated/operations.js";
import { NotFoundError, ValidationError } from "../../errors/index.js";
import type { CallerClient } from "../client.js";

/** Says that there is no such workspace. */
export class UnknownWorkspaceError extends NotFoundError {
  constructor(reference: string) {
    super("Workspace");
    this.message = `Workspace ${reference} is not a valid workspace.`;
  }
}

/** The workspace that a path names by slug, `ws-<id>` or number; null: none that the caller may see. */
export async function findWorkspace(client: CallerClient, reference: string): Promise<WorkspaceFieldsFragment | null> {
  const { workspace } = await client.execute(FindWorkspaceOperation, { reference });
  return workspace;
}

/** The same for a workspace that must be there. */
export async function workspaceOf(client: CallerClient, reference: string): Promise<WorkspaceFieldsFragment> {
  const workspace = await findWorkspace(client, reference);
  if (workspace === null) throw new UnknownWorkspaceError(reference);
  return workspace;
}

/** What a comma-separated list of workspaces names. */
export interface NamedWorkspaces {
  readonly ids: string[];
  /** Names that no workspace has. */
  readonly unknown: string[];
}

/** The workspaces that a list refers to, each once. */
export async function findWorkspaces(client: CallerClient, references: readonly string[]): Promise<NamedWorkspaces> {
  const ids = new Set<string>();
  const unknown: string[] = [];
  for (const reference of new Set(references)) {
    const workspace = await findWorkspace(client, reference);
    if (workspace === null) unknown.push(reference);
    else ids.add(workspace.id);
  }
  return { ids: [...ids], unknown };
}

/** Workspaces that one document may be added to at once. */
const mostWorkspaces = 100;

/**
 * The workspaces that `addToWorkspaces` names.
 * @throws ValidationError for more than 100
 */
export async function workspacesNamed(client: CallerClient, list: string | null | undefined): Promise<NamedWorkspaces> {
  const names = (list ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length > mostWorkspaces) {
    throw new ValidationError(`names at most ${mostWorkspaces} workspaces`, { field: "addToWorkspaces" });
  }
  return findWorkspaces(client, names);
}

import type { Viewer } from "../auth/viewer.js";
import { UserRole } from "../entities/index.js";

/** Whoever manages the instance reads and changes every workspace, and all that stands in it. */
export function mayUseWorkspaces(viewer: Viewer): boolean {
  return managesInstance(viewer);
}

/** Whoever manages the instance reads and changes every document of the library. */
export function mayUseLibrary(viewer: Viewer): boolean {
  return managesInstance(viewer);
}

/** A key is seen and revoked by its owner and by administrators. */
export function mayManageApiKey(viewer: Viewer, apiKey: { readonly ownerId: number }): boolean {
  return viewer.user.id === apiKey.ownerId || viewer.user.role === UserRole.ADMIN;
}

function managesInstance(viewer: Viewer): boolean {
  return viewer.user.role === UserRole.ADMIN || viewer.user.role === UserRole.MANAGER;
}

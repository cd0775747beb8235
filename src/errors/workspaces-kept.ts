import { DocentError } from "./index.js";

/** The operator of the server has forbidden that workspaces are deleted. */
export class WorkspacesKeptError extends DocentError {
  constructor() {
    super("conflict", "WORKSPACES_KEPT", "Workspace deletion is disabled on this server.");
  }
}

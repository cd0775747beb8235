import { DocentError } from "./index.js";

/** The change would leave the instance without an administrator who can sign in. */
export class LastAdminError extends DocentError {
  constructor() {
    super("conflict", "LAST_ADMIN", "The last active administrator cannot be demoted, suspended or deleted.");
  }
}

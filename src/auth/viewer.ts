import type { ApiKey, ApiKeyScope, User } from "../entities/index.js";

/** The authenticated caller, whatever credential it came with. */
export interface Viewer {
  /** Stable name of the credential's holder (`key:7`): idempotency keys and running answers are counted within it. */
  readonly asker: string;
  /** The user in whose name the credential acts. */
  readonly user: User;
  readonly apiKey: ApiKey;
  readonly scopes: ReadonlySet<ApiKeyScope>;
}

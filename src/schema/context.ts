import type { ClientOrigin, Identity, Viewer } from "../auth/viewer.js";
import type { Watch } from "../auth/viewer-watch.js";
import { UnauthenticatedError } from "../errors/index.js";
import type { Loaders } from "../services/loaders.js";
import type { Services } from "../services/index.js";

/** What every resolver gets beside its arguments. One a request, or one a subscription. */
export interface Context {
  readonly viewer: Viewer | null;
  /** Whence the request came, with or without a credential. */
  readonly origin: ClientOrigin;
  readonly services: Services;
  readonly loaders: Loaders;
  /** Watches over the viewer of a subscription. */
  readonly watch: (identity: Identity) => Watch;
  /** Ties an error that a caller sees to the log line that explains it. */
  readonly correlationId: string;
}

/** The viewer of a context whose root field has declared that it needs one. */
export function viewerOf(context: Context): Viewer {
  if (context.viewer === null) throw new UnauthenticatedError();
  return context.viewer;
}

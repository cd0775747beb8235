import type { Viewer } from "../auth/viewer.js";
import { UnauthenticatedError } from "../errors/index.js";
import type { Loaders } from "../services/loaders.js";
import type { Services } from "../services/index.js";

/** What every resolver gets beside its arguments. One a request, or one a subscription. */
export interface Context {
  readonly viewer: Viewer | null;
  readonly services: Services;
  readonly loaders: Loaders;
  /** Ties an error that a caller sees to the log line that explains it. */
  readonly correlationId: string;
}

/** The viewer of a context whose root field has declared that it needs one. */
export function viewerOf(context: Context): Viewer {
  if (context.viewer === null) throw new UnauthenticatedError();
  return context.viewer;
}

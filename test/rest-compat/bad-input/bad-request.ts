import type { RestRequest } from "../../support/rest-client.js";

/** A request that must be refused, and how. `:slug` in the path stands for a workspace that exists. */
export interface BadRequest extends RestRequest {
  readonly name: string;
  readonly path: string;
  readonly status: number;
  /** A part of what is said. */
  readonly says: string;
}

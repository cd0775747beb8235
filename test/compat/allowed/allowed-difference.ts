import type { Recording } from "../recording.js";

/** Differences that the compatibility page names, for every recording that they fit, whichever they are. */
export interface AllowedDifference {
  /** The words of the page that decide so. */
  readonly cites: string;
  /** The recordings that it applies to; none: all. */
  readonly route?: RegExp;
  /** By number, where nothing else tells them apart. */
  readonly recordings?: readonly number[];
  readonly when?: (recording: Recording) => boolean;
  /** Differences as the comparison tells them. */
  readonly what: readonly (string | RegExp)[];
}

/** Whether a difference of a recording is one of those that a rule allows. */
export function allows(rule: AllowedDifference, recording: Recording, difference: string): boolean {
  if (rule.route !== undefined && !rule.route.test(recording.route)) return false;
  if (rule.recordings?.includes(recording.number) === false) return false;
  if (rule.when !== undefined && !rule.when(recording)) return false;
  return rule.what.some((what) => (typeof what === "string" ? what === difference : what.test(difference)));
}

import type { AllowedDifference } from "../compat/allowed/allowed-difference.js";

/**
 * Differences of single recordings, by number. Every recording is replayed; those whose answers differ by a rule of the
 * compatibility page belong in `test/compat/allowed/`, where a rule also holds for recordings that are not here. An entry
 * is `{ cites, recordings: [32], what: ["status: 400 for 200"] }`, with `cites` quoting compat.md word by word.
 */
export const expectedDifferences: readonly AllowedDifference[] = [];

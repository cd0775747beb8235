import TestSequencer from "@jest/test-sequencer";

/** Suites that take about a minute. */
const longest = [
  "authorization/matrix",
  "unit/ingestion-hostile",
  "abuse/ids",
  "process/secret-key",
  "abuse/operator-objects",
  "process/kill",
  "process/crash",
  "process/start",
];

/** The longest suites first: one that began last would keep one worker busy while the others have nothing left to do. */
export default class LongestFirst extends TestSequencer {
  async sort(tests) {
    const rank = ({ path }) => {
      const found = longest.findIndex((name) => path.includes(`/${name}.`));
      return found === -1 ? longest.length : found;
    };
    const sorted = await super.sort(tests);
    return [...sorted].sort((one, other) => rank(one) - rank(other));
  }
}

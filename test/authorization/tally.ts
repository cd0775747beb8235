/** What a case was, what it should have come to, and to what it came. */
export interface Finding {
  readonly case: string;
  readonly expected: string;
  readonly got: string;
}

/** Counts the cases of the matrix, and remembers those that came out otherwise than expected. */
export class Tally {
  cases = 0;
  readonly unexpected: Finding[] = [];

  record(name: string, expected: string, got: string): void {
    this.cases += 1;
    if (expected !== got) this.unexpected.push({ case: name, expected, got });
  }

  /** A further look at the answer of a case that is counted elsewhere. */
  check(name: string, expected: string, got: string): void {
    if (expected !== got) this.unexpected.push({ case: name, expected, got });
  }

  /** Adds what another tally has counted. */
  add(other: Tally): void {
    this.cases += other.cases;
    this.unexpected.push(...other.unexpected);
  }

  toString(): string {
    return `authorization matrix: ${this.cases} cases, ${this.unexpected.length} unexpected`;
  }
}

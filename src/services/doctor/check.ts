/** What one check found. */
export interface Report {
  /** Names the check; stable. */
  readonly check: string;
  /** What it looks for, for people. */
  readonly title: string;
  /** One line for each thing that is wrong. */
  readonly found: readonly string[];
  readonly isRepaired: boolean;
}

/** Looks for one kind of inconsistency. */
export interface Check {
  /** Finds, and repairs if it is told to. Repairing twice does no harm. */
  examine(isRepairing: boolean): Promise<Report>;
}

/** The parts of a {@link Check}. */
export interface CheckParts<Found> {
  /** Names it; stable. */
  readonly check: string;
  readonly title: string;
  readonly find: () => Promise<readonly Found[]>;
  /** One thing that is wrong, in a line. */
  readonly tell: (found: Found) => string;
  readonly repair: (found: readonly Found[]) => Promise<void>;
}

/** Makes a check of its parts. */
export function defineCheck<Found>({ check, title, find, tell, repair }: CheckParts<Found>): Check {
  return {
    async examine(isRepairing) {
      const found = await find();
      const isRepaired = isRepairing && found.length > 0;
      if (isRepaired) await repair(found);
      return { check, title, found: found.map(tell), isRepaired };
    },
  };
}

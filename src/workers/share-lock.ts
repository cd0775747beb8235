interface Waiting {
  readonly isAlone: boolean;
  readonly enter: () => void;
}

/** Lets work go on side by side, or alone. First come, first served, so that neither waits for ever. */
export class ShareLock {
  private readonly waiting: Waiting[] = [];
  private sharing = 0;
  private isTaken = false;

  /** Works beside others who share; not beside one who is alone. Throws what the work throws. */
  share<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.hold(false, work);
  }

  /** Works when nobody else does. Throws what the work throws. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.hold(true, work);
  }

  private async hold<Result>(isAlone: boolean, work: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((enter) => {
      this.waiting.push({ isAlone, enter });
      this.admit();
    });
    try {
      return await work();
    } finally {
      if (isAlone) this.isTaken = false;
      else this.sharing -= 1;
      this.admit();
    }
  }

  private admit(): void {
    for (let [next] = this.waiting; next !== undefined; [next] = this.waiting) {
      if (this.isTaken || (next.isAlone && this.sharing > 0)) return;
      this.waiting.shift();
      if (next.isAlone) this.isTaken = true;
      else this.sharing += 1;
      next.enter();
    }
  }
}

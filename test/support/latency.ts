/** Asks a URL again and again, one request at a time, and keeps how long each answer took. */
export function watchLatency(url: string, pauseMilliseconds = 10): { stop(): Promise<LatencyReport> } {
  const milliseconds: number[] = [];
  let running = true;
  let failures = 0;
  const loop = (async () => {
    while (running) {
      const begin = performance.now();
      const ok = await fetch(url).then(
        (response) => response.ok,
        () => false,
      );
      if (ok) milliseconds.push(performance.now() - begin);
      else failures += 1;
      await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
    }
  })();
  return {
    async stop() {
      running = false;
      await loop;
      milliseconds.sort((a, b) => a - b);
      const at = (share: number) =>
        milliseconds[Math.min(milliseconds.length - 1, Math.floor(milliseconds.length * share))] ?? Number.NaN;
      return {
        count: milliseconds.length,
        failures,
        p50: at(0.5),
        p99: at(0.99),
        max: milliseconds.at(-1) ?? Number.NaN,
      };
    },
  };
}

/** Latencies in milliseconds. */
export interface LatencyReport {
  readonly count: number;
  readonly failures: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

import { setTimeout as delay } from "node:timers/promises";

/** How long to leave a host alone that somebody is asking just now, in milliseconds. */
const busyMilliseconds = 1_000;
/** When so many hosts are remembered, those that nobody waits for are forgotten. */
const mostHosts = 1_000;

/** The right to ask a host, which nobody else has meanwhile. */
export interface Turn {
  /**
   * Gives it back; once is enough.
   * @param siteDelayMilliseconds the pause that the site asks for, where that was learned; it is remembered.
   * @returns how long the host is left alone now, in milliseconds.
   */
  leave(siteDelayMilliseconds?: number): number;
}

/** A turn; or, when it does not come soon enough, how long to wait before asking for one again, in milliseconds. */
export type Entry = { readonly turn: Turn } | { readonly turn: null; readonly waitMilliseconds: number };

interface Host {
  isTaken: boolean;
  /** On the clock of `performance`. */
  freeAt: number;
  siteDelay: number;
  /** What wakes those who wait for a turn that is taken. */
  readonly waiting: Set<AbortController>;
}

/**
 * Lets the work of this node that nobody waits for ask a host (a name with its port) one thing after the other, with a
 * pause in between, however much of that work there is. Other nodes have gates of their own.
 */
export class HostGate {
  private readonly hosts = new Map<string, Host>();

  /** @param delayMilliseconds The pause between two turns; a site may ask for a longer one. */
  constructor(private readonly delayMilliseconds: number) {}

  /**
   * Asks for a turn with the host of a URL.
   * @param patienceMilliseconds how long to wait for it.
   * @throws the signal's reason.
   */
  async enter(url: string, patienceMilliseconds: number, signal: AbortSignal): Promise<Entry> {
    const host = this.hostOf(url);
    const until = performance.now() + patienceMilliseconds;
    for (;;) {
      signal.throwIfAborted();
      const now = performance.now();
      const wait = host.freeAt - now;
      if (!host.isTaken && wait <= 0) return { turn: this.take(host) };
      const rest = until - now;
      if (rest <= 0 || (!host.isTaken && wait > rest)) {
        return { turn: null, waitMilliseconds: host.isTaken ? busyMilliseconds : Math.ceil(wait) };
      }
      await change(host, host.isTaken ? rest : wait, signal);
    }
  }

  private take(host: Host): Turn {
    host.isTaken = true;
    let isLeft = false;
    return {
      leave: (siteDelay = host.siteDelay) => {
        if (!isLeft) {
          isLeft = true;
          host.isTaken = false;
          host.siteDelay = siteDelay;
          host.freeAt = performance.now() + this.pauseOf(host);
          for (const waiting of host.waiting) waiting.abort();
        }
        return this.pauseOf(host);
      },
    };
  }

  private pauseOf({ siteDelay }: Host): number {
    return Math.max(this.delayMilliseconds, siteDelay);
  }

  private hostOf(url: string): Host {
    const name = URL.canParse(url) ? new URL(url).host : url;
    const known = this.hosts.get(name);
    if (known !== undefined) return known;
    if (this.hosts.size >= mostHosts) this.forget();
    const host: Host = { isTaken: false, freeAt: 0, siteDelay: 0, waiting: new Set() };
    this.hosts.set(name, host);
    return host;
  }

  private forget(): void {
    const now = performance.now();
    for (const [name, { isTaken, freeAt, waiting }] of this.hosts) {
      if (!isTaken && waiting.size === 0 && freeAt <= now) this.hosts.delete(name);
    }
  }
}

/** Resolves when a turn with the host ends, and after some milliseconds at the latest. */
async function change(host: Host, milliseconds: number, signal: AbortSignal): Promise<void> {
  const woken = new AbortController();
  host.waiting.add(woken);
  try {
    await delay(milliseconds, undefined, { signal: AbortSignal.any([signal, woken.signal]) });
  } catch (error) {
    signal.throwIfAborted();
    if (!woken.signal.aborted) throw error;
  } finally {
    host.waiting.delete(woken);
  }
}

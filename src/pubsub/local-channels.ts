import type { MessageHandler } from "./pubsub.js";

interface Subscriber {
  readonly handler: MessageHandler;
  readonly onResync: (() => void) | undefined;
}

/** The subscribers of this process, by channel. */
export class LocalChannels {
  private readonly channels = new Map<string, Set<Subscriber>>();

  /** Adds a subscriber; `isFirst` tells whether the channel had none. */
  add(
    channel: string,
    handler: MessageHandler,
    onResync: (() => void) | undefined,
  ): { readonly isFirst: boolean; readonly remove: () => boolean } {
    const subscriber: Subscriber = { handler, onResync };
    const present = this.channels.get(channel);
    const subscribers = present ?? new Set<Subscriber>();
    subscribers.add(subscriber);
    if (present === undefined) this.channels.set(channel, subscribers);
    return { isFirst: present === undefined, remove: () => this.remove(channel, subscriber) };
  }

  has(channel: string): boolean {
    return this.channels.has(channel);
  }

  names(): string[] {
    return [...this.channels.keys()];
  }

  /** Calls the subscribers of a channel, those of the moment when it begins. */
  deliver(channel: string, message: unknown): void {
    for (const { handler } of [...(this.channels.get(channel) ?? [])]) handler(message);
  }

  /** Tells every subscriber that messages may have been missed. */
  resync(): void {
    for (const subscribers of [...this.channels.values()]) for (const { onResync } of [...subscribers]) onResync?.();
  }

  clear(): void {
    this.channels.clear();
  }

  /** Whether the channel has no subscriber left; false when this one was removed before. */
  private remove(channel: string, subscriber: Subscriber): boolean {
    const subscribers = this.channels.get(channel);
    if (subscribers?.delete(subscriber) !== true || subscribers.size > 0) return false;
    this.channels.delete(channel);
    return true;
  }
}

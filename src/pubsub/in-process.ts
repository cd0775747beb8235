import { LocalChannels } from "./local-channels.js";
import type { MessageHandler, PubSub } from "./pubsub.js";

/** Fan-out for an instance that is one process. Messages are handed over as they are. */
export class InProcessPubSub implements PubSub {
  readonly reach = "process";
  readonly maximumBytes = Number.POSITIVE_INFINITY;
  private readonly local = new LocalChannels();

  publish(channel: string, message: object): Promise<void> {
    this.local.deliver(channel, message);
    return Promise.resolve();
  }

  subscribe(channel: string, handler: MessageHandler, onResync?: () => void): Promise<() => Promise<void>> {
    const { remove } = this.local.add(channel, handler, onResync);
    return Promise.resolve(() => {
      remove();
      return Promise.resolve();
    });
  }

  close(): Promise<void> {
    this.local.clear();
    return Promise.resolve();
  }
}

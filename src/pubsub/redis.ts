import { randomUUID } from "node:crypto";
import { Redis, type RedisOptions } from "ioredis";
import type { Logger } from "../observability/logger.js";
import { decodeEnvelope, encodeEnvelope } from "./envelope.js";
import { LocalChannels } from "./local-channels.js";
import type { MessageHandler, PubSub } from "./pubsub.js";

const longestRetryMs = 5_000;

/**
 * Fan-out between nodes by Redis PUBLISH and SUBSCRIBE: one connection listens, another publishes. Redis keeps nothing.
 * Its channels are not divided by database number, so that the number in the URL is made part of their names: instances
 * that share a server need different numbers.
 */
export class RedisPubSub implements PubSub {
  readonly reach = "nodes";
  readonly maximumBytes = 262_144;
  private readonly sender = randomUUID();
  private readonly local = new LocalChannels();
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly prefix: string;
  private wasReady = false;

  constructor(
    url: string,
    private readonly logger: Logger,
  ) {
    const options: RedisOptions = {
      lazyConnect: true,
      // What cannot be sent now is worthless later, and must not pile up.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      disconnectTimeout: 100,
      retryStrategy: (attempt) =>
        Math.min(longestRetryMs, 100 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2),
    };
    this.publisher = new Redis(url, { ...options, connectionName: "docent-publisher" });
    // Subscriptions are made again here, since those asked for while there was no connection must be among them.
    this.subscriber = new Redis(url, { ...options, autoResubscribe: false, connectionName: "docent-subscriber" });
    this.prefix = `docent:${this.subscriber.options.db ?? 0}:`;
    this.publisher.on("error", (error) => logger.warn({ err: error }, "the Redis connection that publishes failed"));
    this.subscriber.on("error", (error) => logger.warn({ err: error }, "the Redis connection that subscribes failed"));
    this.subscriber.on("message", (_channel, payload) => this.receive(payload));
    this.subscriber.on("ready", () => void this.ready());
  }

  /** Opens the connections. @throws what the driver throws when it cannot. */
  async open(): Promise<void> {
    // The client rejects with "Connection is closed."; the reason comes as an event before.
    let reason: unknown = null;
    const remember = (error: unknown): void => {
      reason ??= error;
    };
    this.subscriber.once("error", remember);
    try {
      await Promise.all([this.publisher.connect(), this.subscriber.connect()]);
    } catch (error) {
      throw reason ?? error;
    } finally {
      this.subscriber.off("error", remember);
    }
  }

  async publish(channel: string, message: object): Promise<void> {
    this.local.deliver(channel, message);
    const payload = encodeEnvelope({ sender: this.sender, channel, message });
    if (Buffer.byteLength(payload) > this.maximumBytes) {
      this.logger.error({ channel, bytes: Buffer.byteLength(payload) }, "a message is too large");
      return;
    }
    try {
      await this.publisher.publish(this.prefix + channel, payload);
    } catch (error) {
      // The failing connection itself is a warning; one for each message would flood the log.
      this.logger.debug({ err: error }, "a message to other nodes was lost");
    }
  }

  async subscribe(channel: string, handler: MessageHandler, onResync?: () => void): Promise<() => Promise<void>> {
    const { isFirst, remove } = this.local.add(channel, handler, onResync);
    if (isFirst) await this.command(() => this.subscriber.subscribe(this.prefix + channel));
    return async () => {
      if (remove()) await this.command(() => this.subscriber.unsubscribe(this.prefix + channel));
    };
  }

  close(): Promise<void> {
    this.local.clear();
    this.subscriber.disconnect();
    this.publisher.disconnect();
    return Promise.resolve();
  }

  /** Without a connection a channel is subscribed to as soon as there is one, and its subscribers are told then. */
  private async command(send: () => Promise<unknown>): Promise<void> {
    if (this.subscriber.status !== "ready") return;
    await send().catch((error: unknown) =>
      this.logger.warn({ err: error }, "the Redis connection that subscribes failed"),
    );
  }

  private async ready(): Promise<void> {
    const isReconnect = this.wasReady;
    this.wasReady = true;
    const channels = this.local.names().map((name) => this.prefix + name);
    if (channels.length > 0) await this.command(() => this.subscriber.subscribe(...channels));
    if (isReconnect || channels.length > 0) this.local.resync();
  }

  private receive(payload: string): void {
    const envelope = decodeEnvelope(payload);
    if (envelope === null || envelope.sender === this.sender) return;
    this.local.deliver(envelope.channel, envelope.message);
  }
}

import { createHash, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "../observability/logger.js";
import { decodeEnvelope, encodeEnvelope } from "./envelope.js";
import { LocalChannels } from "./local-channels.js";
import type { MessageHandler, PubSub } from "./pubsub.js";

/** Postgres refuses payloads of 8,000 bytes and more; the envelope needs a part of it. */
const maximumPayloadBytes = 7_900;
const envelopeBytes = 300;
const firstRetryMs = 100;
const longestRetryMs = 5_000;
const connectTimeoutMs = 10_000;

interface Outgoing {
  readonly physical: string;
  readonly payload: string;
}

/**
 * Fan-out between nodes by LISTEN and NOTIFY of the Postgres that they share. One connection of its own, outside any pool,
 * listens and notifies. A channel here is a hashed channel there, listened to only while somebody of this node subscribes.
 * Notifications of one tick travel in one statement.
 */
export class NotifyPubSub implements PubSub {
  readonly reach = "nodes";
  readonly maximumBytes = maximumPayloadBytes - envelopeBytes;
  private readonly sender = randomUUID();
  private readonly local = new LocalChannels();
  private client: pg.Client | null = null;
  private connecting: Promise<void> | null = null;
  private outgoing: Outgoing[] = [];
  private flushing: Promise<void> | null = null;
  private readonly stopping = new AbortController();

  constructor(
    private readonly connectionString: string,
    private readonly logger: Logger,
  ) {}

  /** Opens the connection. @throws what the driver throws when it cannot. */
  async open(): Promise<void> {
    await this.connect();
  }

  async publish(channel: string, message: object): Promise<void> {
    this.local.deliver(channel, message);
    const payload = encodeEnvelope({ sender: this.sender, channel, message });
    if (Buffer.byteLength(payload) > maximumPayloadBytes) {
      this.logger.error({ channel, bytes: Buffer.byteLength(payload) }, "a message is too large for NOTIFY");
      return;
    }
    this.outgoing.push({ physical: physicalName(channel), payload });
    this.flushing ??= this.flushSoon();
    await this.flushing;
  }

  async subscribe(channel: string, handler: MessageHandler, onResync?: () => void): Promise<() => Promise<void>> {
    const { isFirst, remove } = this.local.add(channel, handler, onResync);
    // Without a connection the channel is listened to as soon as there is one, and the subscriber is told then.
    if (isFirst) await this.command(`LISTEN "${physicalName(channel)}"`);
    return async () => {
      // Somebody may have subscribed again before the statement is sent: statements go out in this order.
      if (remove()) await this.command(`UNLISTEN "${physicalName(channel)}"`);
    };
  }

  async close(): Promise<void> {
    this.stopping.abort();
    this.local.clear();
    await this.flushing;
    await this.connecting?.catch(() => undefined);
    const client = this.client;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  /** Waits for the end of the tick, so that all that is published in it goes out together. */
  private async flushSoon(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.flushing = null;
    const batch = this.outgoing;
    this.outgoing = [];
    if (this.client === null) return;
    try {
      await this.client.query(
        "SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS message(channel, payload)",
        [batch.map(({ physical }) => physical), batch.map(({ payload }) => payload)],
      );
    } catch (error) {
      this.logger.warn({ err: error, messages: batch.length }, "messages to other nodes were lost");
    }
  }

  private async command(statement: string): Promise<void> {
    await this.client?.query(statement).catch((error: unknown) => {
      // A broken connection is replaced, and everything is listened to again then.
      this.logger.warn({ err: error, statement }, "the notification connection failed");
    });
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.connectionString,
      application_name: "docent notifications",
      keepAlive: true,
      connectionTimeoutMillis: connectTimeoutMs,
    });
    client.on("notification", ({ payload }) => this.receive(payload ?? ""));
    client.on("error", (error) => this.lost(client, error));
    client.on("end", () => this.lost(client, null));
    try {
      await client.connect();
      // What is subscribed to from here on is listened to by its subscriber; the rest here, in one round trip.
      this.client = client;
      const statements = this.local.names().map((name) => `LISTEN "${physicalName(name)}"`);
      if (statements.length > 0) await client.query(statements.join(";"));
    } catch (error) {
      if (this.client === client) this.client = null;
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  private lost(client: pg.Client, error: Error | null): void {
    if (this.client !== client) return;
    this.client = null;
    if (this.stopping.signal.aborted) return;
    this.logger.warn({ err: error }, "the notification connection was lost");
    void client.end().catch(() => undefined);
    this.connecting ??= this.reconnect().finally(() => {
      this.connecting = null;
    });
  }

  private async reconnect(): Promise<void> {
    for (let attempt = 0; !this.stopping.signal.aborted; attempt++) {
      const pause = Math.min(longestRetryMs, firstRetryMs * 2 ** attempt) * (0.5 + Math.random() / 2);
      await delay(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return;
      try {
        await this.connect();
        this.logger.info("the notification connection is back");
        this.local.resync();
        return;
      } catch (error) {
        this.logger.warn({ err: error }, "the notification connection cannot be opened");
      }
    }
  }

  private receive(payload: string): void {
    const envelope = decodeEnvelope(payload);
    if (envelope === null || envelope.sender === this.sender) return;
    this.local.deliver(envelope.channel, envelope.message);
  }
}

/** Identifiers have at most 63 bytes; two channels never share 128 bits of a hash. */
function physicalName(channel: string): string {
  return `docent_${createHash("sha256").update(channel).digest("hex").slice(0, 32)}`;
}

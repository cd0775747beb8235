/** Receives what is published on a channel: a copy that has been through JSON, or the published object itself. Must not throw. */
export type MessageHandler = (message: unknown) => void;

/**
 * Fan-out of small messages, within a process or between nodes.
 *
 * Delivery is best effort and at most once: a message can be lost while a connection is down, and is never stored. Whoever
 * subscribes reads the state of things from the database and takes messages as a reason to look again. Messages of one
 * publisher on one channel arrive in order.
 */
export interface PubSub {
  /** Whether messages reach other nodes. */
  readonly reach: "process" | "nodes";

  /** The largest message, in bytes of its JSON; larger ones are refused with an error in the log. */
  readonly maximumBytes: number;

  /**
   * Tells everybody who is subscribed. Subscribers of this node have been called when it returns, before any network is
   * involved; the promise resolves once the message was handed to the transport. It never rejects: failures are logged.
   *
   * @param message an object that survives JSON; it must not be changed afterwards.
   */
  publish(channel: string, message: object): Promise<void>;

  /**
   * Calls `handler` for every message from now on, until the returned function is called. Once the promise has resolved,
   * no later message is missed, except while the connection is down; when it is back, `onResync` is called.
   */
  subscribe(channel: string, handler: MessageHandler, onResync?: () => void): Promise<() => Promise<void>>;

  /** Ends every subscription and closes the connections. */
  close(): Promise<void>;
}

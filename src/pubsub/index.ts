import type { Settings } from "../config/index.js";
import { DocentError } from "../errors/index.js";
import type { Logger } from "../observability/logger.js";
import { InProcessPubSub } from "./in-process.js";
import { NotifyPubSub } from "./notify.js";
import type { PubSub } from "./pubsub.js";
import { RedisPubSub } from "./redis.js";

export { NodeRegistry, type NodeRegistryOptions } from "./node-registry.js";
export type { MessageHandler, PubSub } from "./pubsub.js";

/**
 * The fan-out that fits the settings: within the process for the embedded database, else by Redis where there is one, else
 * by Postgres. The connections are open when it resolves.
 * @throws DocentError with code PUBSUB_UNAVAILABLE when there is no connection.
 */
export async function createPubSub(
  settings: Pick<Settings, "DATABASE_URL" | "REDIS_URL">,
  logger: Logger,
): Promise<PubSub> {
  if (settings.DATABASE_URL === undefined) return new InProcessPubSub();
  const pubsub =
    settings.REDIS_URL === undefined
      ? new NotifyPubSub(settings.DATABASE_URL, logger)
      : new RedisPubSub(settings.REDIS_URL, logger);
  try {
    await pubsub.open();
  } catch (error) {
    await pubsub.close();
    const server = settings.REDIS_URL === undefined ? "Postgres, for notifications" : "Redis";
    const reason = error instanceof Error && error.message !== "" ? error.message : String(error);
    throw new DocentError("unavailable", "PUBSUB_UNAVAILABLE", `Cannot connect to ${server}: ${reason}`, {
      cause: error,
    });
  }
  return pubsub;
}

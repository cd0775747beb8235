import type { FastifyInstance } from "fastify";
import type { Logger } from "../observability/logger.js";

/** Whether the node can serve requests now. */
export type Readiness = () => Promise<boolean>;

/** How long a check may take before the node counts as not ready, in milliseconds. */
const patience = 5_000;

/** Ready means that the database answers within a few seconds. */
export function databaseAnswers(database: { query(sql: string): Promise<unknown> }, logger: Logger): Readiness {
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => {
        resolve(false);
      }, patience);
    });
    const answers = database.query("SELECT 1").then(
      () => true,
      (error: unknown) => {
        logger.warn({ err: error }, "the database does not answer");
        return false;
      },
    );
    const ready = await Promise.race([answers, late]);
    clearTimeout(timer);
    return ready;
  };
}

/** `/healthz`: the process runs. `/readyz`: it can serve requests, its database included. */
export function registerHealth(app: FastifyInstance, ready: Readiness): void {
  app.get("/healthz", { logLevel: "silent" }, () => ({ status: "ok" }));
  app.get("/readyz", { logLevel: "silent" }, async (_request, reply) => {
    const isReady = await ready();
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? "ready" : "unavailable" });
  });
}

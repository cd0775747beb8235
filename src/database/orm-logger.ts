import type { Logger as OrmLogger } from "typeorm";
import type { Logger } from "../observability/logger.js";

/** Hands TypeORM's messages to the server's log. Parameters are left out everywhere: they are people's documents. */
export class OrmLoggerAdapter implements OrmLogger {
  constructor(private readonly logger: Logger) {}

  logQuery(query: string): void {
    this.logger.trace({ query }, "query");
  }

  logQueryError(error: string | Error, query: string): void {
    this.logger.debug({ err: error, query }, "query failed");
  }

  logQuerySlow(durationMs: number, query: string): void {
    this.logger.warn({ durationMs, query }, "slow query");
  }

  logSchemaBuild(message: string): void {
    this.logger.debug(message);
  }

  logMigration(message: string): void {
    this.logger.info(message);
  }

  log(level: "log" | "info" | "warn", message: unknown): void {
    this.logger[level === "warn" ? "warn" : "debug"](String(message));
  }
}

import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { emptyHeaders, exampleOperations } from "./playground-examples.js";

/** The playground's page. */
export interface Playground {
  send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

/**
 * GraphiQL as one page without a CDN. It is nine megabytes: so it is loaded, built and compressed at the first visit,
 * not at the start, and browsers keep it by its ETag.
 */
export function playground(): Playground {
  let built: Promise<{ plain: Buffer; compressed: Buffer; etag: string }> | null = null;
  return {
    async send(request, reply) {
      const { plain, compressed, etag } = await (built ??= build());
      void reply.header("etag", etag).header("cache-control", "no-cache").header("vary", "Accept, Accept-Encoding");
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      void reply.type("text/html; charset=utf-8").header("x-frame-options", "DENY");
      if (!(request.headers["accept-encoding"] ?? "").includes("br")) return reply.send(plain);
      return reply.header("content-encoding", "br").send(compressed);
    },
  };
}

async function build(): Promise<{ plain: Buffer; compressed: Buffer; etag: string }> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const page = renderGraphiQL({
    title: "Docent playground",
    subscriptionsProtocol: "WS",
    defaultTabs: [...exampleOperations],
    shouldPersistHeaders: true,
    defaultHeaders: emptyHeaders,
  });
  const plain = Buffer.from(page, "utf8");
  const compressed = await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  return { plain, compressed, etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"` };
}

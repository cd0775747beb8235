import type { FastifyInstance } from "fastify";
import { processRequest } from "graphql-upload-ts";

/**
 * Lets multipart GraphQL requests through to Apollo, their files as streams. An oversize file ends its stream with an
 * error; the rest of the body is then read and dropped, without which the answer would never reach the sender.
 */
export function registerUploads(scope: FastifyInstance, maximumBytes: number): void {
  scope.addContentTypeParser("multipart/form-data", (_request, _payload, done) => {
    done(null, null);
  });
  scope.addHook("preValidation", async (request, reply) => {
    if (!(request.headers["content-type"] ?? "").startsWith("multipart/form-data")) return;
    request.body = await processRequest(request.raw, reply.raw, {
      maxFileSize: maximumBytes,
      // As many as uploadDocuments takes; their facts stand in one field.
      maxFiles: 1_000,
      maxFieldSize: 16_000_000,
    });
  });
  scope.addHook("onSend", async (request, _reply, payload) => {
    if (!request.raw.readableEnded) {
      request.raw.unpipe();
      request.raw.resume();
    }
    return payload;
  });
}

import type { IncomingMessage } from "node:http";
import proxyAddress from "@fastify/proxy-addr";
import type { Settings } from "../config/index.js";

/** Tells the address of a request's sender the way the HTTP server does, for requests that it does not handle itself. */
export function clientAddress(trusted: Settings["TRUST_PROXY"]): (request: IncomingMessage) => string {
  const trust = typeof trusted === "boolean" ? () => trusted : proxyAddress.compile(trusted);
  return (request) => proxyAddress(request, trust);
}

import type { IncomingMessage } from "node:http";
import { BlockList, isIPv6 } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** What proxies and browsers add: with one of them the sender is somebody else than who holds the connection. */
const signsOfOthers = [
  "origin",
  "sec-fetch-site",
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-real-ip",
  "via",
];

/**
 * Whether a request was sent by a program on this machine, straight to this server. A page in a browser on the machine
 * is none, nor is what a proxy on it passes on; a name that leads to the machine by somebody else's DNS is not taken for
 * the machine's own.
 */
export function comesFromOwnMachine({ socket, headers }: Pick<IncomingMessage, "socket" | "headers">): boolean {
  const address = socket.remoteAddress ?? "";
  if (!loopback.check(address, isIPv6(address) ? "ipv6" : "ipv4")) return false;
  if (signsOfOthers.some((name) => headers[name] !== undefined)) return false;
  const host = (headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

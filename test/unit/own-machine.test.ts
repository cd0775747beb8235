import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { comesFromOwnMachine } from "../../src/http/own-machine.js";

function isOwn(remoteAddress: string | undefined, headers: IncomingHttpHeaders): boolean {
  return comesFromOwnMachine({ socket: { remoteAddress } as never, headers });
}

describe("a request from this machine", () => {
  test.each([
    ["127.0.0.1", "localhost:3001"],
    ["127.8.9.1", "127.0.0.1"],
    ["::1", "[::1]:3001"],
    ["::ffff:127.0.0.1", "LOCALHOST"],
  ])("is one from %s to %s", (address, host) => {
    expect(isOwn(address, { host })).toBe(true);
  });

  test.each([
    ["192.168.0.7", { host: "localhost" }],
    ["::ffff:10.0.0.1", { host: "localhost" }],
    ["2001:db8::1", { host: "localhost" }],
    [undefined, { host: "localhost" }],
    ["127.0.0.1", {}],
    ["127.0.0.1", { host: "rebound.example:3001" }],
    ["127.0.0.1", { host: "localhost.evil.example" }],
    ["127.0.0.1", { host: "localhost", origin: "null" }],
    ["127.0.0.1", { host: "localhost", "sec-fetch-site": "cross-site" }],
    ["127.0.0.1", { host: "localhost", via: "1.1 proxy" }],
    ["127.0.0.1", { host: "localhost", "x-real-ip": "203.0.113.7" }],
  ] as const)("is none from %s with %j", (address, headers) => {
    expect(isOwn(address, headers)).toBe(false);
  });
});

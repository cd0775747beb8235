import { expect, test } from "@jest/globals";
import type { Identity } from "../../src/auth/viewer.js";
import { UnauthenticatedError } from "../../src/errors/index.js";
import { RateLimitedError } from "../../src/errors/rate-limited.js";
import { RequestLimits } from "../../src/http/rate-limits.js";
import { MemoryCounters } from "../../src/limits/counters.js";
import { type LimitSetting, RateLimiter } from "../../src/limits/index.js";
import { createLogger } from "../../src/observability/logger.js";

function buildLimits(values: Partial<Record<LimitSetting, number>>): RequestLimits {
  return new RequestLimits(
    new RateLimiter({
      store: new MemoryCounters(),
      transactions: { assertOutside: () => undefined },
      settings: (name) => values[name] ?? null,
      logger: createLogger("silent"),
      isOn: true,
    }),
  );
}

/** Looks up a credential where `good` is the only valid one; tells how often it was asked. */
function buildLookup(limits: RequestLimits) {
  const asked: string[] = [];
  const present = (secret: string, address: string, request?: object) =>
    limits.identify(
      secret,
      address,
      async () => {
        asked.push(secret);
        if (!secret.startsWith("good")) throw new UnauthenticatedError();
        return secret;
      },
      request,
    );
  return { asked, present };
}

/** Somebody with an API key, as far as counting looks at them. */
const holderOf = (id: number) =>
  ({ user: { id: 1 }, credential: { kind: "apiKey", apiKey: { id }, secretHash: "" } }) as unknown as Identity;
const visitorOf = (id: number) =>
  ({
    user: null,
    credential: { kind: "embed", embed: { id }, sessionId: "s", webOrigin: null, token: null },
  }) as unknown as Identity;

test("an address that has shown too many bad credentials is not asked for more, right or wrong", async () => {
  const { asked, present } = buildLookup(buildLimits({ badCredentialsPerMinute: 3 }));
  for (let guess = 0; guess < 3; guess++) {
    await expect(present(`bad-${guess}`, "192.0.2.1")).rejects.toThrow(UnauthenticatedError);
  }
  await expect(present("bad-3", "192.0.2.1")).rejects.toThrow(RateLimitedError);
  await expect(present("good", "192.0.2.1")).rejects.toThrow(RateLimitedError);
  expect(asked).toHaveLength(3);
  await expect(present("good", "192.0.2.2")).resolves.toBe("good");
});

test("credentials that were valid before go on working from such an address", async () => {
  const { present } = buildLookup(buildLimits({ badCredentialsPerMinute: 2 }));
  await present("good", "192.0.2.1");
  for (let guess = 0; guess < 5; guess++) await present("bad", "192.0.2.1").catch(() => undefined);
  await expect(present("good", "192.0.2.1")).resolves.toBe("good");
});

test("of many guesses at once no more are looked at than the limit says", async () => {
  const { asked, present } = buildLookup(buildLimits({ badCredentialsPerMinute: 5 }));
  await Promise.allSettled(Array.from({ length: 50 }, (_, guess) => present(`bad-${guess}`, "192.0.2.1")));
  expect(asked).toHaveLength(5);
});

test("valid credentials cost nothing, however many there are", async () => {
  const { present } = buildLookup(buildLimits({ badCredentialsPerMinute: 1 }));
  for (let key = 0; key < 20; key++) await expect(present(`good-${key}`, "192.0.2.1")).resolves.toBe(`good-${key}`);
});

test("each credential has requests of its own, and visitors share those of their address at an embed", async () => {
  const limits = buildLimits({ requestsPerMinutePerKey: 1, visitorRequestsPerMinute: 1 });
  await limits.count(holderOf(1), "192.0.2.1");
  await limits.count(holderOf(2), "192.0.2.1");
  await expect(limits.count(holderOf(1), "192.0.2.2")).rejects.toThrow(RateLimitedError);
  await limits.count(null, "192.0.2.1");
  await limits.count(visitorOf(1), "192.0.2.1");
  await limits.count(visitorOf(2), "192.0.2.1");
  await expect(limits.count(visitorOf(1), "192.0.2.1")).rejects.toThrow(RateLimitedError);
  await expect(limits.count(null, "192.0.2.1")).rejects.toThrow(RateLimitedError);
  await limits.count(null, "192.0.2.2");
});

test("a neighbour in the same IPv6 network is the same address", async () => {
  const limits = buildLimits({ requestsPerMinutePerAddress: 1 });
  await limits.count(holderOf(1), "2001:db8::1");
  await expect(limits.count(holderOf(2), "2001:db8::2")).rejects.toThrow(RateLimitedError);
});

test("a request remembers the limit that it came closest to, and nothing where there is none", async () => {
  const limits = buildLimits({ requestsPerMinutePerKey: 10, requestsPerMinutePerAddress: 3 });
  const [first, other] = [{}, {}];
  await limits.count(holderOf(1), "192.0.2.1", "request", first);
  expect(limits.stateOf(first)).toMatchObject({ limit: 3, remaining: 2 });
  await limits.count(null, "192.0.2.9", "request", other);
  expect(limits.stateOf(other)).toMatchObject({ limit: 3, remaining: 2 });
  const unlimited = buildLimits({});
  await unlimited.count(holderOf(1), "192.0.2.1", "request", first);
  expect(unlimited.stateOf(first)).toBeNull();
});

test("a refused request remembers what refused it", async () => {
  const limits = buildLimits({ badCredentialsPerMinute: 1, visitorRequestsPerMinute: 1 });
  const { present } = buildLookup(limits);
  const request = {};
  await present("bad", "192.0.2.1", request).catch(() => undefined);
  expect(limits.stateOf(request)).toMatchObject({ limit: 1, remaining: 0 });
  await limits.count(null, "192.0.2.1");
  await limits.count(null, "192.0.2.1", "request", request).catch(() => undefined);
  expect(limits.stateOf(request)).toMatchObject({ limit: 1, remaining: 0 });
});

import { expect, test } from "@jest/globals";
import { UnauthenticatedError } from "../../src/errors/index.js";
import { RateLimitedError } from "../../src/errors/rate-limited.js";
import { MemoryCounters } from "../../src/limits/counters.js";
import { AuthThrottle, type LimitSetting, networkOf, RateLimiter } from "../../src/limits/index.js";
import { createLogger } from "../../src/observability/logger.js";

function buildThrottle(values: Partial<Record<LimitSetting, number>> = {}): AuthThrottle {
  const limiter = new RateLimiter({
    store: new MemoryCounters(),
    transactions: { assertOutside: () => undefined },
    settings: (name) => values[name] ?? null,
    logger: createLogger("silent"),
    isOn: true,
  });
  return new AuthThrottle(limiter);
}

/** A wrong password, and whether it was looked at. */
async function guess(throttle: AuthThrottle, account: string, address: string) {
  let wasTried = false;
  const error = await throttle
    .guard({ account, address }, async () => {
      wasTried = true;
      throw new UnauthenticatedError("Wrong.");
    })
    .catch((thrown: unknown) => thrown);
  return { wasTried, error };
}

function signIn(throttle: AuthThrottle, account: string, address: string): Promise<string> {
  return throttle.guard({ account, address }, async () => "welcome");
}

test("one address has a few attempts a minute at one account, and more over all accounts", async () => {
  const throttle = buildThrottle({ authRequestsPerMinute: 5, authRequestsPerMinutePerAddress: 12 });
  const tried = [];
  for (const account of ["ada", "bob", "cyd"]) {
    for (let attempt = 0; attempt < 6; attempt++) {
      tried.push(
        await throttle.admit({ account, address: "192.0.2.1" }).then(
          () => account,
          () => null,
        ),
      );
    }
  }
  // The sixth of ada and of bob is refused, and counts for the address as well.
  expect(tried.filter((account) => account === "ada")).toHaveLength(5);
  expect(tried.filter((account) => account === "bob")).toHaveLength(5);
  expect(tried.filter((account) => account === "cyd")).toHaveLength(0);
  await throttle.admit({ account: "ada", address: "192.0.2.2" });
});

test("after ten failures in a row an account admits one attempt a pause, from wherever it comes", async () => {
  const throttle = buildThrottle();
  for (let attempt = 0; attempt < 10; attempt++) {
    expect(await guess(throttle, "ada", `192.0.2.${attempt}`)).toMatchObject({ wasTried: true });
  }
  // The eleventh begins the first pause; within it nobody's password is looked at, the right one's neither.
  expect(await guess(throttle, "ada", "192.0.2.10")).toMatchObject({ wasTried: true });
  const { wasTried, error } = await guess(throttle, "ada", "192.0.2.11");
  expect(wasTried).toBe(false);
  expect(error).toBeInstanceOf(RateLimitedError);
  expect((error as RateLimitedError).retryAfterSeconds).toBeGreaterThan(0);
  expect((error as RateLimitedError).retryAfterSeconds).toBeLessThanOrEqual(30);
  await expect(signIn(throttle, "ada", "192.0.2.12")).rejects.toThrow(RateLimitedError);
  expect(await signIn(throttle, "bob", "192.0.2.12")).toBe("welcome");
});

test("of many guesses at once no more are looked at than one after the other", async () => {
  const throttle = buildThrottle();
  const guesses = await Promise.all(
    Array.from({ length: 100 }, (_, index) => guess(throttle, "ada", `198.51.100.${index}`)),
  );
  expect(guesses.filter(({ wasTried }) => wasTried)).toHaveLength(11);
});

test("an account that does not exist is treated as one that does", async () => {
  const throttle = buildThrottle();
  const answers: { account: string; wasTried: boolean; message: string }[] = [];
  for (const account of ["known", "unknown"]) {
    for (let attempt = 0; attempt < 13; attempt++) {
      const { wasTried, error } = await guess(throttle, account, "192.0.2.1");
      answers.push({ account, wasTried, message: (error as Error).message });
    }
  }
  const of = (name: string) =>
    answers.filter(({ account }) => account === name).map(({ wasTried, message }) => ({ wasTried, message }));
  expect(of("unknown")).toEqual(of("known"));
});

test("signing in makes failures forgotten", async () => {
  const throttle = buildThrottle();
  for (let round = 0; round < 3; round++) {
    for (let attempt = 0; attempt < 9; attempt++) await guess(throttle, "ada", "192.0.2.1");
    expect(await signIn(throttle, "ada", "192.0.2.1")).toBe("welcome");
  }
});

test("strangers cannot shut somebody out of the address that they sign in from", async () => {
  const throttle = buildThrottle();
  await signIn(throttle, "ada", "192.0.2.1");
  for (let attempt = 0; attempt < 30; attempt++) await guess(throttle, "ada", `198.51.100.${attempt}`);
  await expect(signIn(throttle, "ada", "203.0.113.1")).rejects.toThrow(RateLimitedError);
  expect(await signIn(throttle, "ada", "192.0.2.1")).toBe("welcome");
});

test("somebody at a known address cannot guess without end either", async () => {
  const throttle = buildThrottle();
  await signIn(throttle, "ada", "192.0.2.1");
  const guesses = [];
  for (let attempt = 0; attempt < 20; attempt++) guesses.push(await guess(throttle, "ada", "192.0.2.1"));
  expect(guesses.filter(({ wasTried }) => wasTried)).toHaveLength(11);
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["::ffff:c000:201", "192.0.2.1"],
  ["::1", "0:0:0:0::/64"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:DB8::1:2:3:4:5", "2001:db8:0:1::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
  ["unix:", "unix:"],
])("%s is counted as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

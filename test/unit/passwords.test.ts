import { beforeEach, describe, expect, jest, test } from "@jest/globals";
import * as argon2 from "@node-rs/argon2";
import type { SettingName, SettingValues } from "../../src/services/setting-catalogue.js";

/** Each hash that is computed, whichever way; the work itself is the real one. */
const computed: string[] = [];
jest.unstable_mockModule("@node-rs/argon2", () => ({
  ...argon2,
  hash: async (...given: Parameters<typeof argon2.hash>) => {
    computed.push("hash");
    return argon2.hash(...given);
  },
  verify: async (...given: Parameters<typeof argon2.verify>) => {
    computed.push("verify");
    return argon2.verify(...given);
  },
}));
const { hashPassword, isOutdated, verifyPassword } = await import("../../src/auth/passwords.js");
const { assertPassword } = await import("../../src/services/password-rules.js");

describe("a stored password", () => {
  beforeEach(() => void computed.splice(0));

  test("is argon2id by OWASP's parameters, another text each time", async () => {
    const [first, second] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword(first, "correct horse")).toBe(true);
    expect(await verifyPassword(first, "Correct horse")).toBe(false);
  });

  test("costs one verification to look at, and so does that of a user who is unknown", async () => {
    const stored = await hashPassword("correct horse");
    await verifyPassword(null, "the first one makes what later ones are compared with");
    computed.splice(0);
    for (const [against, password] of [
      [stored, "correct horse"],
      [stored, "wrong"],
      [null, "wrong"],
    ] as const) {
      await verifyPassword(against, password);
    }
    expect(computed).toEqual(["verify", "verify", "verify"]);
  });

  test("of nobody is never right", async () => {
    expect(await verifyPassword(null, "")).toBe(false);
    expect(await verifyPassword(null, "password")).toBe(false);
  });

  test("is outdated when it was hashed with other parameters", async () => {
    expect(isOutdated(await hashPassword("correct horse"))).toBe(false);
    expect(isOutdated(await argon2.hash("correct horse", { memoryCost: 8_192, timeCost: 2, parallelism: 1 }))).toBe(
      true,
    );
    expect(isOutdated("$2b$12$abcdefghijklmnopqrstuv")).toBe(true);
  });
});

describe("a new password", () => {
  const standard: Partial<SettingValues> = { passwordMinimumLength: 8 };

  /** What is wrong with it, and the field that says so; null: nothing. */
  function fault(password: string, settings: Partial<SettingValues> = {}, username = "ada"): unknown {
    const values = { ...standard, ...settings };
    try {
      assertPassword(
        password,
        { get: <Name extends SettingName>(name: Name) => values[name] as SettingValues[Name] },
        username,
        "newPassword",
      );
      return null;
    } catch (error) {
      const { code, field, message } = error as { code: string; field: string; message: string };
      return code === "BAD_USER_INPUT" && field === "newPassword" ? message : error;
    }
  }

  test("has so many characters, of whatever kind, and not too many", () => {
    expect(fault("1234567")).toBe("must have at least 8 characters");
    expect(fault("12345678")).toBeNull();
    expect(fault("😀😀😀😀")).toBe("must have at least 8 characters");
    expect(fault("a".repeat(128))).toBeNull();
    expect(fault("a".repeat(129))).toBe("must have at most 128 characters");
    expect(fault("12345678", { passwordMinimumLength: 12 })).toBe("must have at least 12 characters");
  });

  test.each([
    ["passwordRequireLowercase", "PASSWORD 1", "PASSWORD é", "a lower-case letter"],
    ["passwordRequireUppercase", "password 1", "password É", "an upper-case letter"],
    ["passwordRequireDigit", "password!", "password٣", "a digit"],
    ["passwordRequireSymbol", "pass word 1", "password_1", "a symbol"],
  ] as const)("obeys %s", (setting, bad, good, what) => {
    expect(fault(bad)).toBeNull();
    expect(fault(bad, { [setting]: true })).toBe(`must have ${what}`);
    expect(fault(good, { [setting]: true })).toBeNull();
  });

  test("is not the username, in whatever letter case, and is never repeated", () => {
    expect(fault("Ada-Lovelace", {}, "ada-lovelace")).toBe("must not be the username");
    expect(fault("canary", {}, "ada")).not.toContain("canary");
  });
});

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { checkedEmail, checkedUsername, usernameKey } from "../../src/auth/names.js";

describe("usernames", () => {
  test.each(["sample-sam", "Ada Lovelace", "ada@example.com", "李雷", "Zoë", "ab", "x".repeat(100)])(
    "%s may be one",
    (name) => {
      expect(checkedUsername(name)).toBe(name);
    },
  );

  test.each([
    ["too short", "a", "at least 2"],
    ["too long", "x".repeat(101), "at most 100"],
    ["too long once its ligatures are taken apart", "ﷺ".repeat(10), "at most 100"],
    ["begun with a blank", " ada", "blank"],
    ["ended with a blank that looks like none", "ada\u3000", "blank"],
    ["broken by a line", "ada\nlovelace", "invisible"],
    ["turned around", "ada\u202Eecalevol", "invisible"],
    ["padded with nothing to see", "ada\u200B", "invisible"],
    ["half a character", "ada\uD800", "invisible"],
  ])("one that is %s may not", (_why, name, message) => {
    expect(() => checkedUsername(name)).toThrow(message);
  });

  test.each([
    ["ADA", "ada"],
    ["Ｓａｍ", "sam"],
    ["ﬁsh", "fish"],
    ["E\u0301cole", "école"],
  ])("%s is compared as %s", (name, key) => {
    expect(usernameKey(name)).toBe(key);
  });

  test("the key of a key is itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(usernameKey(usernameKey(name))).toBe(usernameKey(name));
      }),
    );
  });
});

describe("email addresses", () => {
  test("are stored in lower case, without blanks around them", () => {
    expect(checkedEmail(" Ada@Example.COM ")).toBe("ada@example.com");
  });

  test.each([
    "ada",
    "@example.com",
    "ada@",
    "ada@b@c",
    "ada <ada@example.com>",
    "ada@example.com, eve@example.com",
    "ada@example.com\r\nBcc: eve@example.com",
    `${"a".repeat(250)}@b.co`,
  ])("%j is none", (email) => {
    expect(() => checkedEmail(email)).toThrow("must be an email address");
  });
});

import "reflect-metadata";
import { describe, expect, test } from "@jest/globals";
import { getMetadataArgsStorage } from "typeorm";
import { entities } from "../../src/entities/index.js";
import { diffOf } from "../../src/events/diff.js";
import { safeValue } from "../../src/events/safe-value.js";

/** Every column that holds a secret, or what a secret could be tested against. */
const secretColumns = [
  "ApiKey.hash",
  "ApiKey.previousHash",
  "Instance.keyCheck",
  "Invite.codeHash",
  "Invite.sealedCode",
  "OneTimeToken.hash",
  "Session.refreshHash",
  "Setting.sealed",
  "User.passwordHash",
];

const columns = getMetadataArgsStorage()
  .columns.filter(({ target }) => entities.includes(target as never))
  .map(({ target, propertyName }) => ({ path: `${(target as { name: string }).name}.${propertyName}`, propertyName }));

describe("a difference", () => {
  test("has the fields that differ, and no others", () => {
    const before = { name: "a", scopes: ["read"], limit: 1, bio: null as string | null };
    const after = { name: "b", scopes: ["read"], limit: 1, bio: "text" };
    expect(diffOf(before, after, ["name", "scopes", "limit", "bio"])).toEqual({
      name: { from: "a", to: "b" },
      bio: { from: null, to: "text" },
    });
  });

  test.each(columns)("never shows $path when it looks like a secret", ({ path, propertyName }) => {
    const found = diffOf({ [propertyName]: "canary-1" }, { [propertyName]: "canary-2" }, [propertyName]);
    const looksSecret =
      /secret|password|token|hash|key|sealed|credential/i.test(propertyName) || secretColumns.includes(path);
    expect(JSON.stringify(found).includes("canary")).toBe(!looksSecret);
  });

  test("knows every column that holds a secret", () => {
    const known = columns.map(({ path }) => path);
    expect(secretColumns.filter((path) => !known.includes(path))).toEqual([]);
  });
});

describe("a value of the event log", () => {
  test("is cut when it is long, wherever it stands, and never within a character", () => {
    expect(safeValue({ list: ["x".repeat(500)] })).toEqual({ list: [`${"x".repeat(199)}…`] });
    expect(safeValue("x".repeat(200))).toBe("x".repeat(200));
    expect(safeValue(`${"x".repeat(198)}😀${"y".repeat(100)}`)).toBe(`${"x".repeat(198)}\uFFFD…`);
  });

  test("has nothing in it that Postgres refuses in JSON", () => {
    expect(safeValue({ "a\u0000": "half \uD83D", at: new Date(0), none: null, n: 1, yes: true })).toEqual({
      "a\uFFFD": "half \uFFFD",
      at: "1970-01-01T00:00:00.000Z",
      none: null,
      n: 1,
      yes: true,
    });
  });
});

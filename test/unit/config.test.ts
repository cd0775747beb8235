import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readSettings, settingNames } from "../../src/config/index.js";

const example = readFileSync(new URL("../../../.env.example", import.meta.url), "utf8");
const lines = example.split("\n").flatMap((line) => {
  const match = /^(# )?([A-Z][A-Z0-9_]+)=(.*)$/.exec(line);
  return match === null ? [] : [{ isDefault: match[1] === undefined, name: match[2] ?? "", value: match[3] ?? "" }];
});

test(".env.example names every setting, and nothing else", () => {
  expect(lines.map(({ name }) => name).sort()).toEqual([...settingNames].sort());
});

test(".env.example as it stands changes no default", () => {
  const given = Object.fromEntries(lines.filter(({ isDefault }) => isDefault).map(({ name, value }) => [name, value]));
  expect(readSettings(given)).toEqual(readSettings({}));
});

test("a value of nothing counts as absent", () => {
  expect(readSettings({ PORT: " ", ADMIN_API_KEY: "" })).toEqual(readSettings({}));
});

import { expect, test } from "@jest/globals";
import { expandCommands, isReset } from "../../src/services/expand-commands.js";

const prompts = new Map([
  ["sum", "Sum it up in three sentences."],
  ["echo", "/sum"],
  ["cash", "$& $1"],
]);
const find = (names: readonly string[]) =>
  Promise.resolve(new Map([...prompts].filter(([name]) => names.includes(name))));
const expand = (message: string, longest = 1_000) => expandCommands(message, longest, find);

test.each([
  ["/sum", "Sum it up in three sentences."],
  ["Please /SUM for\n/sum", "Please Sum it up in three sentences. for\nSum it up in three sentences."],
  ["/sum /sum", "Sum it up in three sentences. Sum it up in three sentences."],
  // What a command stands for is not looked through again, and is no pattern.
  ["/echo", "/sum"],
  ["/cash", "$& $1"],
  ["/other stays", "/other stays"],
  ["and/or /usr/sum 1/sum /sum, //sum", "and/or /usr/sum 1/sum /sum, //sum"],
  ["no command", "no command"],
])("%j becomes %j", async (message, expected) => {
  expect(await expand(message)).toBe(expected);
});

test("a message may not grow beyond its limit", async () => {
  await expect(expand("/sum ".repeat(40), 1_000)).rejects.toMatchObject({ code: "BAD_USER_INPUT", field: "message" });
  expect(await expand("/sum ".repeat(3), 1_000)).toHaveLength(3 * 30);
});

test("only the bare command resets", () => {
  expect([" /reset\n", "/RESET", "/reset now", "reset", "say /reset"].map(isReset)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

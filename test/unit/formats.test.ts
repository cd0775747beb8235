import { expect, test } from "@jest/globals";
import { formats, soundFormats } from "../../src/ingestion/parsers/formats.js";
import { parsers } from "../../src/ingestion/parsers/registry.js";

test("the table of formats names every format that is read, and no other", () => {
  const read = parsers.map(({ format, mimeTypes, extensions }) => ({ format, mimeTypes, extensions }));
  const sorted = (list: readonly { readonly format: string }[]) =>
    [...list].sort((one, other) => (one.format < other.format ? -1 : 1));
  expect(sorted(read)).toEqual(sorted(Object.values(formats)));
});

test("no extension stands for two formats", () => {
  const all = [...Object.values(formats), ...soundFormats].flatMap(({ extensions }) => extensions);
  expect(all.filter((extension, index) => all.indexOf(extension) !== index)).toEqual([]);
});

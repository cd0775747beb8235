import { expect, test } from "@jest/globals";
import { Names } from "./names.js";

const recordedId = "3ed69b52-20cf-4e09-9f02-380ff29cbe3b";
const presentId = "11111111-20cf-4e09-9f02-380ff29cbe3b";

test("a document that took another's place is named in paths and bodies", () => {
  const names = new Names();
  names.learn(
    { documents: [{ id: recordedId, location: `custom-documents/sample.txt-${recordedId}.json` }] },
    { documents: [{ id: presentId, location: `custom-documents/sample ü-${presentId}.json` }] },
  );
  expect(names.inPath(`/v1/document/sample.txt-${recordedId}.json`)).toBe(
    `/v1/document/sample%20%C3%BC-${presentId}.json`,
  );
  expect(names.inBody({ adds: [`custom-documents/sample.txt-${recordedId}.json`] })).toEqual({
    adds: [`custom-documents/sample ü-${presentId}.json`],
  });
});

test("numbers are told apart by what they count", () => {
  const names = new Names();
  names.learn({ user: { id: 2 } }, { user: { id: 12 } });
  names.learn({ workspace: { id: 2, slug: "a-12345678" } }, { workspace: { id: 22, slug: "a-87654321" } });
  expect(names.inPath("/v1/admin/users/2")).toBe("/v1/admin/users/12");
  expect(names.inPath("/v1/admin/workspaces/2/users")).toBe("/v1/admin/workspaces/22/users");
  expect(names.inPath("/v1/workspace/a-12345678/chats?limit=2")).toBe("/v1/workspace/a-87654321/chats?limit=2");
  expect(names.inBody({ userIds: [2, 999], limit: 2 })).toEqual({ userIds: [12, 999], limit: 2 });
});

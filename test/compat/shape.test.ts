import { describe, expect, test } from "@jest/globals";
import { eventDifferences } from "./events.js";
import { differences } from "./shape.js";

describe("what a client would notice of an answer", () => {
  test("more keys are all right, missing ones and other types are told by their place", () => {
    const recorded = { workspace: { id: 1, name: "A" }, message: null };
    expect(differences(recorded, { workspace: { id: 7, name: "B", more: true }, message: "x" })).toEqual([]);
    expect(differences(recorded, { workspace: { id: "7" }, message: null })).toEqual([
      "workspace.id: string for number",
      "workspace.name: missing",
    ]);
    expect(differences(recorded, { workspace: null, message: null })).toEqual(["workspace: null for object"]);
  });

  test("items of a list are compared with the recorded ones of their role", () => {
    const recorded = [
      { role: "user", content: "Why?" },
      { role: "assistant", content: "So.", sources: [{ text: "x" }] },
      { role: "assistant", content: "So.", sources: [] },
    ];
    expect(differences(recorded, [{ role: "user", content: "Who?" }])).toEqual([]);
    expect(differences(recorded, [{ role: "assistant", content: "Me." }])).toEqual(["[].sources: missing"]);
    expect(differences(recorded, [])).toEqual([": an empty list"]);
  });

  test("events are compared by their kinds and the order of these, however many there are of each", () => {
    const chunk = { type: "textResponseChunk", textResponse: "a", close: false };
    const closing = { ...chunk, textResponse: "", close: true };
    const last = { type: "finalizeResponseStream", close: true, chatId: 1 };
    expect(eventDifferences([chunk, chunk, closing, last], [chunk, closing, last])).toEqual([]);
    expect(eventDifferences([chunk, closing, last], [chunk, last, closing])).toEqual([
      "events: textResponseChunk, finalizeResponseStream (close), textResponseChunk (close) for textResponseChunk, textResponseChunk (close), finalizeResponseStream (close)",
    ]);
    expect(eventDifferences([chunk, last], [{ type: "abort", close: true }])).toEqual([
      "event textResponseChunk: missing",
      "event finalizeResponseStream (close): missing",
      "event abort (close): not recorded",
    ]);
  });
});

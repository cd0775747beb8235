import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { allowedDifferences, unexplained } from "../compat/allowed/index.js";
import { type CompatServer, startCompatServer } from "../compat/compat-server.js";
import { withNoted } from "../compat/noted/index.js";
import { readCompatibilityPage, readRecordings, recordedUpstream } from "../compat/recording.js";
import { type Outcome, type Replay, replay } from "../compat/replay.js";

const recorded = readRecordings();
const recordings = recorded === null ? null : withNoted(recorded);

// Without the recordings there is nothing to compare with; the test says so by its name.
const suite = recordings === null ? describe.skip : describe;

suite(recordings === null ? "recorded exchanges (../shared/recordings is not here)" : "recorded exchanges", () => {
  let server: CompatServer;
  let replayed: Replay;
  let outcomes: Map<number, Outcome>;

  // The recordings rely on each other, so that one pass answers all.
  beforeAll(async () => {
    server = await startCompatServer(recordedUpstream);
    replayed = await replay(server, recordings ?? []);
    outcomes = new Map(replayed.outcomes.map((outcome) => [outcome.recording.number, outcome]));
  }, 600_000);
  afterAll(() => server.stop());

  test.each((recordings ?? []).map((recording) => [`${recording.number} ${recording.name}`, recording] as const))(
    "%s",
    (_title, recording) => {
      const outcome = outcomes.get(recording.number);
      expect(unexplained(recording, outcome?.differences ?? ["not answered"])).toEqual([]);
      expect(outcome?.undocumented).toBeNull();
    },
  );

  test("what they rely on could be made", () => {
    expect(replayed.problems).toEqual([]);
  });

  test("every difference quotes the page that decides", () => {
    const page = readCompatibilityPage();
    expect(allowedDifferences.filter(({ cites }) => !page.includes(cites))).toEqual([]);
  });
});

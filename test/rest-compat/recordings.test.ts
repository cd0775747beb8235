import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { eventsIn } from "../support/rest-client.js";
import {
  differences,
  eventKinds,
  readDecidingPages,
  readRecordings,
  recordedUpstream,
  type Recording,
} from "../support/recordings.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { expectedDifferences, isInSlice } from "./recordings.differences.js";
import { RecordedWorld, startUpstream } from "./recordings.world.js";

const all = readRecordings();
const recordings = (all ?? []).filter(isInSlice);

// Without the recordings there is nothing to compare with; the test says so by its name.
const suite = all === null ? describe.skip : describe;

suite(all === null ? "recorded exchanges (../shared/recordings is not here)" : "recorded exchanges", () => {
  let server: TestServer;
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  let found: Map<number, string[]>;

  beforeAll(async () => {
    upstream = await startUpstream(recordedUpstream);
    server = await startTestServer({
      LLM_PROVIDER: "openai-compatible",
      LLM_MODEL: "mock-model",
      LLM_BASE_URL: upstream.url,
    });
    found = await replay(server, recordings);
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    upstream.stop();
  });

  test.each(recordings.map((recording) => [`${recording.number} ${recording.name}`, recording] as const))(
    "%s",
    (_title, recording) => {
      const expected = expectedDifferences.filter(({ recordings: numbers }) => numbers.includes(recording.number));
      const allowed = expected.flatMap((difference) => difference.what);
      expect(found.get(recording.number)).toEqual(expect.arrayContaining(allowed));
      expect((found.get(recording.number) ?? []).filter((difference) => !allowed.includes(difference))).toEqual([]);
    },
  );

  test("every difference cites a page that decides", () => {
    const page = readDecidingPages();
    const uncited = expectedDifferences.filter(({ cites }) => !page.includes(cites));
    expect(uncited).toEqual([]);
  });
});

/** The differences of each recording, by its number. The recordings rely on each other, so that one pass makes all. */
async function replay(server: TestServer, exchanges: readonly Recording[]): Promise<Map<number, string[]>> {
  const world = new RecordedWorld(server);
  const found = new Map<number, string[]>();
  for (const recording of exchanges) {
    await world.prepare(recording.number);
    const answer = await world.replay(recording);
    found.set(recording.number, compare(recording, answer));
  }
  return found;
}

function compare(
  { response }: Recording,
  answer: { status: number; type: string; body: unknown; text: string },
): string[] {
  const told: string[] = [];
  if (answer.status !== response.status) told.push(`status: ${answer.status} for ${response.status}`);
  const type = mediaType(answer.type);
  const recordedType = mediaType(response.contentType);
  if (type !== recordedType) return [...told, `content type: ${type} for ${recordedType}`];
  if (response.sse === undefined) return [...told, ...differences(response.body, answer.body)];

  const ours = eventKinds(eventsIn(answer.text));
  const recorded = eventKinds(response.sse.map(({ data }) => data));
  for (const [kind, events] of recorded) {
    const same = ours.get(kind);
    if (same === undefined) told.push(`event ${kind}: missing`);
    else told.push(...differences(events, same, kind));
  }
  const more = [...ours.keys()].filter((kind) => !recorded.has(kind));
  return [...told, ...more.map((kind) => `event ${kind}: not recorded`)];
}

function mediaType(type: string | null): string {
  return (type ?? "").split(";")[0] ?? "";
}

import { startCompatServer } from "../test/compat/compat-server.js";
import { readRecordings, recordedUpstream, recordingsFolder } from "../test/compat/recording.js";
import { replay } from "../test/compat/replay.js";
import { leastShare, render, summarise } from "../test/compat/report.js";

// Replays recorded exchanges with an AnythingLLM server against this one, and says what a client would notice:
//
//   npm run compat [-- folder of recordings]
const folder = process.argv[2] ?? recordingsFolder;
const recordings = readRecordings(folder);
if (recordings === null) {
  process.stdout.write(`There are no recordings in ${folder}.\n`);
  process.exitCode = 1;
} else {
  const server = await startCompatServer(recordedUpstream);
  try {
    const outcome = await replay(server, recordings);
    const summary = summarise(outcome.outcomes);
    process.stdout.write(`${render(outcome, summary)}\n`);
    if (summary.share < leastShare) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

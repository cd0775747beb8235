import type { Recording } from "../recording.js";
import { chats } from "./chats.js";
import { embeds } from "./embeds.js";
import { additions, folders } from "./library.js";
import { openAi } from "./openai.js";
import { people } from "./people.js";
import { system } from "./system.js";
import { threads } from "./threads.js";
import { variants } from "./variants.js";
import { retrieval, workspaces } from "./workspaces.js";

/** Exchanges that the summary of the recordings tells of, in no order. */
const all: readonly Recording[] = [
  ...workspaces,
  ...additions,
  ...folders,
  ...retrieval,
  ...chats,
  ...threads,
  ...openAi,
  ...embeds,
  ...system,
  ...people,
  ...variants,
];

/** Recordings with those exchanges between them that are known from the summary alone, in their order. */
export function withNoted(recordings: readonly Recording[]): Recording[] {
  const recorded = new Set(recordings.map(({ number }) => number));
  const noted = all.filter(({ number }) => !recorded.has(number));
  return [...recordings, ...noted].sort((one, other) => one.number - other.number);
}

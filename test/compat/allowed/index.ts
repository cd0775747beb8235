import { expectedDifferences } from "../../rest-compat/recordings.differences.js";
import type { Recording } from "../recording.js";
import { type AllowedDifference, allows } from "./allowed-difference.js";
import { administration } from "./administration.js";
import { chats } from "./chats.js";
import { documents } from "./documents.js";
import { embeds } from "./embeds.js";
import { everywhere } from "./everywhere.js";
import { openAi } from "./openai.js";
import { workspaces } from "./workspaces.js";

/** Where we answer otherwise than recorded, on purpose. */
export const allowedDifferences: readonly AllowedDifference[] = [
  ...everywhere,
  ...workspaces,
  ...documents,
  ...chats,
  ...openAi,
  ...embeds,
  ...administration,
  ...expectedDifferences,
];

/** Those differences of a recording that nothing allows. */
export function unexplained(recording: Recording, differences: readonly string[]): string[] {
  return differences.filter((difference) => !allowedDifferences.some((rule) => allows(rule, recording, difference)));
}

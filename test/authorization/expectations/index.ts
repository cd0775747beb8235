import { accountMutations, instanceMutations, keyMutations } from "./account-mutations.js";
import { chatMutations } from "./chat-mutations.js";
import type { FieldTable } from "./field.js";
import { webMutations } from "./web-mutations.js";
import { ingestionMutations } from "./ingestion-mutations.js";
import { libraryMutations } from "./library-mutations.js";
import { workspaceMutations } from "./workspace-mutations.js";

export * from "./field.js";
export * from "./knowledge.js";
export { links, nodes, uploadLinks, viewerLinks } from "./links.js";
export { queries } from "./queries.js";
export { subscriptions } from "./subscriptions.js";

/** Every field of `Mutation`. */
export const mutations: FieldTable = {
  ...workspaceMutations,
  ...chatMutations,
  ...libraryMutations,
  ...ingestionMutations,
  ...webMutations,
  ...accountMutations,
  ...keyMutations,
  ...instanceMutations,
};

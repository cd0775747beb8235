import type { FieldTable, Variables } from "./field.js";
import { collectors, everywhere, managers } from "./groups.js";

/** Nothing is asked there: whoever gets so far is refused for the address. */
const url = "http://127.0.0.1:9/";

/** Mutations that name a document, which those who could remove it may watch. */
function watching(variables: (id: string) => Variables): FieldTable[string] {
  return {
    who: managers,
    about: [
      {
        kind: "Document",
        variables: ({ object }) => variables(object.id),
        unknown: "NOT_FOUND",
        // It stands in a workspace that the key does not reach, too.
        unlike: { sharedDocument: { limitedKey: "FORBIDDEN" } },
        changes: true,
      },
    ],
  };
}

/** Mutations of what comes from the web. */
export const webMutations: FieldTable = {
  addLink: {
    who: collectors,
    // A limited key could not reach what it makes.
    plain: { variables: () => ({ input: { url } }), outcome: "LINK_REFUSED", unlike: { limitedKey: "FORBIDDEN" } },
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ input: { url, workspaceIds: [object.id] } }),
        unknown: "NOT_FOUND",
        unlike: {
          home: "LINK_REFUSED",
          elsewhere: Object.fromEntries(everywhere.map((caller) => [caller, "LINK_REFUSED"])),
        },
      },
    ],
  },
  watchDocument: watching((documentId) => ({ input: { documentId, intervalSeconds: 86_400 } })),
  unwatchDocument: watching((documentId) => ({ documentId })),
  syncDocument: watching((documentId) => ({ documentId })),
  startCrawl: {
    who: managers,
    plain: { variables: () => ({ input: { url } }), unlike: { limitedKey: "FORBIDDEN" } },
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ input: { url, workspaceIds: [object.id] } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  cancelCrawl: {
    who: managers,
    about: [
      { kind: "Crawl", variables: ({ object }) => ({ crawlId: object.id }), unknown: "NOT_FOUND", changes: true },
    ],
  },
};

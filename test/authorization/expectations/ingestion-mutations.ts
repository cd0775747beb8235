import type { FieldTable, Variables } from "./field.js";
import { managers } from "./groups.js";

/** It stands in a workspace that the key does not reach, too. */
const beyondTheKey = { sharedDocument: { limitedKey: "FORBIDDEN" } } as const;

/** Mutations that name documents, which those who could remove them may steer. */
function steering(variables: (id: string) => Variables): FieldTable[string] {
  return {
    who: managers,
    about: [
      {
        kind: "Document",
        variables: ({ object }) => variables(object.id),
        unknown: "NOT_FOUND",
        unlike: beyondTheKey,
        changes: true,
      },
    ],
  };
}

/** What is about all documents of the caller needs a credential that reaches them all. */
const ofAll: FieldTable[string] = {
  who: managers,
  plain: { variables: () => ({ everybody: false }), unlike: { limitedKey: "FORBIDDEN" } },
};

/** Mutations that steer the reading of documents. */
export const ingestionMutations: FieldTable = {
  cancelDocuments: steering((id) => ({ documentIds: [id] })),
  pauseDocuments: steering((id) => ({ documentIds: [id] })),
  resumeDocuments: steering((id) => ({ documentIds: [id] })),
  setDocumentPriority: steering((id) => ({ documentIds: [id], priority: "HIGH" })),
  reprocessDocuments: steering((id) => ({ input: { documentIds: [id] } })),
  reembedDocuments: {
    ...steering((id) => ({ input: { documentIds: [id] } })),
    plain: { variables: () => ({ input: { documentIds: [] } }) },
  },
  pauseIngestion: ofAll,
  resumeIngestion: ofAll,
};

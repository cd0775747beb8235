import type { FieldTable } from "./field.js";
import { collectors, managers } from "./groups.js";

/** What adds a document. */
const newDocuments = {
  createTextDocument: { title: "New", text: "Frogs." },
  createEmbeddedDocument: { title: "New", model: "frogs", chunks: [{ text: "Frogs.", embedding: [1, 2] }] },
  uploadDocument: { file: null },
};

/** Mutations of documents and their folders. */
export const libraryMutations: FieldTable = {
  ...Object.fromEntries(
    Object.entries(newDocuments).map(([name, facts]) => {
      return [
        name,
        {
          who: collectors,
          plain: {
            variables: () => ({ input: facts }),
            // It could not reach what it makes.
            unlike: { limitedKey: "FORBIDDEN" },
          },
          about: [
            {
              kind: "Workspace",
              variables: ({ object }) => ({ input: { ...facts, workspaceIds: [object.id] } }),
              unknown: "NOT_FOUND",
              changes: true,
            },
          ],
        } satisfies FieldTable[string],
      ];
    }),
  ),
  upsertDocument: {
    who: collectors,
    plain: {
      variables: ({ unique }) => ({ input: { externalId: unique, text: "Frogs." } }),
      unlike: { limitedKey: "FORBIDDEN" },
    },
    about: [
      {
        kind: "Workspace",
        variables: ({ object, unique }) => ({
          input: { externalId: unique, text: "Frogs.", workspaceIds: [object.id] },
        }),
        unknown: "NOT_FOUND",
        changes: true,
      },
      {
        // Documents of the administrator's, named after their marks: for everybody else the names are new.
        kind: "Document",
        variables: ({ object, unique, standing }) => ({
          input: { externalId: object.mark || unique, text: "Frogs.", workspaceIds: [standing("home")] },
        }),
        unknown: "ok",
        unlike: Object.fromEntries(
          (["sharedDocument", "elsewhereDocument", "looseDocument"] as const).map((name) => [
            name,
            { limitedKey: "FORBIDDEN" },
          ]),
        ),
        changes: true,
      },
    ],
  },
  uploadDocuments: {
    who: collectors,
    // Each item has a result of its own, which tells of its refusal.
    plain: { variables: () => ({ input: { items: [{ file: null }] } }) },
  },
  moveDocuments: {
    who: managers,
    about: [
      {
        kind: "Document",
        variables: ({ object }) => ({ input: { documentIds: [object.id], folder: "moved" } }),
        unknown: "NOT_FOUND",
        unlike: { sharedDocument: { limitedKey: "FORBIDDEN" } },
        changes: true,
      },
    ],
  },
  updateDocument: {
    who: managers,
    about: [
      {
        kind: "Document",
        variables: ({ object }) => ({ input: { documentId: object.id, description: "Changed." } }),
        unknown: "NOT_FOUND",
        unlike: { sharedDocument: { limitedKey: "FORBIDDEN" } },
        changes: true,
      },
    ],
  },
  createFolder: {
    who: managers,
    // Folders are everybody's: a limited key changes none.
    plain: { variables: ({ unique }) => ({ name: unique }), unlike: { limitedKey: "FORBIDDEN" } },
  },
  renameFolder: {
    who: managers,
    plain: {
      variables: ({ unique }) => ({ input: { name: "custom-documents", newName: unique } }),
      outcome: "CONFLICT",
      unlike: { limitedKey: "FORBIDDEN" },
    },
  },
  deleteFolder: {
    who: managers,
    plain: {
      variables: () => ({ name: "custom-documents", withDocuments: true }),
      outcome: "CONFLICT",
      unlike: { limitedKey: "FORBIDDEN" },
    },
  },
  deleteDocuments: {
    who: managers,
    about: [
      {
        kind: "Document",
        variables: ({ object }) => ({ documentIds: [object.id] }),
        unknown: "NOT_FOUND",
        // It stands in a workspace that the key does not reach, too.
        unlike: { sharedDocument: { limitedKey: "FORBIDDEN" } },
        changes: true,
      },
    ],
  },
};

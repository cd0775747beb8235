import type { FieldExpectation, FieldTable } from "./field.js";
import { collectors, managers, publishers } from "./groups.js";

/** Mutations of workspaces, of what stands in them, and of who may use them. */
export const workspaceMutations: FieldTable = {
  createWorkspace: {
    who: managers,
    plain: {
      variables: ({ unique }) => ({ input: { name: unique } }),
      // It could not reach what it makes.
      unlike: { limitedKey: "FORBIDDEN" },
    },
  },
  updateWorkspace: {
    who: managers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ input: { workspaceId: object.id, description: "changed" } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  deleteWorkspace: {
    who: managers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ workspaceId: object.id }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  attachDocuments: {
    who: collectors,
    about: [
      {
        kind: "Workspace",
        variables: async ({ object, id }) => ({
          input: { workspaceId: object.id, documentIds: [await id("homeDocument")] },
        }),
        unknown: "NOT_FOUND",
        changes: true,
      },
      {
        kind: "Document",
        variables: async ({ object, id }) => ({ input: { workspaceId: await id("home"), documentIds: [object.id] } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  detachDocuments: {
    who: managers,
    about: [
      {
        kind: "Workspace",
        variables: async ({ object, id }) => ({
          input: { workspaceId: object.id, documentIds: [await id("homeDocument")] },
        }),
        unknown: "NOT_FOUND",
        changes: true,
      },
      {
        kind: "Document",
        variables: ({ object, standing }) => ({ input: { workspaceId: standing("home"), documentIds: [object.id] } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  pinDocument: {
    who: managers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object, standing }) => ({
          input: { workspaceId: object.id, documentId: standing("sharedDocument"), pinned: false },
        }),
        unknown: "NOT_FOUND",
      },
      {
        kind: "Document",
        variables: ({ object, standing }) => ({
          input: { workspaceId: standing("home"), documentId: object.id, pinned: true },
        }),
        unknown: "NOT_FOUND",
        // Known, and not attached.
        unlike: { elsewhereDocument: "NOT_FOUND", looseDocument: "NOT_FOUND" },
        changes: true,
      },
    ],
  },
  createEmbed: {
    who: publishers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ input: { workspaceId: object.id, allowedOrigins: ["https://example.com"] } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  updateEmbed: {
    who: publishers,
    about: [
      {
        kind: "Embed",
        variables: ({ object }) => ({ input: { embedId: object.id, enabled: false } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
      {
        kind: "Workspace",
        variables: async ({ object, id }) => ({ input: { embedId: await id("homeEmbed"), workspaceId: object.id } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  ...Object.fromEntries(
    ["createEmbedSecret", "deleteEmbedSecret"].map((name): [string, FieldExpectation] => [
      name,
      {
        who: publishers,
        about: [
          { kind: "Embed", variables: ({ object }) => ({ embedId: object.id }), unknown: "NOT_FOUND", changes: true },
        ],
      },
    ]),
  ),
  deleteEmbed: {
    who: publishers,
    about: [
      { kind: "Embed", variables: ({ object }) => ({ embedId: object.id }), unknown: "NOT_FOUND", changes: true },
    ],
  },
  ...Object.fromEntries(
    ["addWorkspaceMembers", "removeWorkspaceMembers", "setWorkspaceMembers"].map((name) => [
      name,
      {
        who: publishers,
        about: [
          {
            kind: "Workspace",
            variables: async ({ object, id }) => ({
              input: { workspaceId: object.id, userIds: [await id("memberUser")] },
            }),
            unknown: "NOT_FOUND",
            changes: true,
          },
          {
            kind: "User",
            variables: async ({ object, id }) => ({ input: { workspaceId: await id("home"), userIds: [object.id] } }),
            unknown: "NOT_FOUND",
            changes: true,
          },
        ],
      } satisfies FieldTable[string],
    ]),
  ),
};

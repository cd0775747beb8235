import type { FieldTable } from "./field.js";
import { askers, followers, readers } from "./groups.js";

/** Every field of `Subscription`. */
export const subscriptions: FieldTable = {
  chatStream: {
    who: followers,
    about: [{ kind: "Chat", variables: ({ object }) => ({ chatId: object.id, after: 0 }), unknown: "NOT_FOUND" }],
  },
  documentProgress: {
    who: readers,
    about: [{ kind: "Document", variables: ({ object }) => ({ documentId: object.id }), unknown: "NOT_FOUND" }],
  },
  documentsProgress: {
    who: readers,
    about: [{ kind: "Document", variables: ({ object }) => ({ documentIds: [object.id] }), unknown: "NOT_FOUND" }],
  },
  sendAndStreamChat: {
    who: askers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object, unique }) => ({
          input: { workspaceId: object.id, idempotencyKey: unique, message: "What does the heron eat?" },
        }),
        unknown: "NOT_FOUND",
        unlike: { home: { visitor: "ok" } },
      },
      {
        kind: "Thread",
        variables: ({ object, standing, unique }) => ({
          input: {
            workspaceId: standing("home"),
            threadId: object.id,
            idempotencyKey: unique,
            message: "What does the heron eat?",
          },
        }),
        unknown: "NOT_FOUND",
        unlike: { elsewhereThread: "NOT_FOUND" },
        always: { visitor: "FORBIDDEN" },
      },
    ],
  },
};

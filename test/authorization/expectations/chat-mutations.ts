import type { FieldTable } from "./field.js";
import { askers, talkers } from "./groups.js";

const mayNotChange = { member: "FORBIDDEN", memberKey: "FORBIDDEN" } as const;
/** Visitors have one conversation, and name no threads. */
const namesNoThread = { visitor: "FORBIDDEN" } as const;

/** A name of a command that differs in every case. */
const commandName = (unique: string) =>
  unique
    .toLowerCase()
    .replace(/[^a-z\d]/g, "")
    .slice(-64);

/** Mutations of conversations. */
export const chatMutations: FieldTable = {
  // Everybody's commands are their own; names are all that they are called by.
  createSlashCommand: {
    who: talkers,
    plain: { variables: ({ unique }) => ({ input: { name: commandName(unique), prompt: "Sum up." } }) },
  },
  updateSlashCommand: {
    who: talkers,
    plain: { variables: () => ({ input: { name: "nobodys", prompt: "Sum up." } }), outcome: "NOT_FOUND" },
  },
  deleteSlashCommand: {
    who: talkers,
    plain: { variables: () => ({ name: "nobodys" }), outcome: "NOT_FOUND" },
  },
  createThread: {
    who: talkers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ input: { workspaceId: object.id, name: "New" } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
      {
        kind: "User",
        variables: async ({ object, id }) => ({ input: { workspaceId: await id("home"), userId: object.id } }),
        unknown: "NOT_FOUND",
        // The outsider does not get as far as the user.
        unlike: { outsiderUser: { outsider: "NOT_FOUND" } },
      },
    ],
  },
  deleteChats: {
    who: talkers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ input: { workspaceId: object.id } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
      {
        kind: "Thread",
        variables: ({ object, standing }) => ({ input: { workspaceId: standing("home"), threadId: object.id } }),
        unknown: "NOT_FOUND",
        unlike: { elsewhereThread: "NOT_FOUND" },
        changes: true,
      },
      {
        kind: "Chat",
        variables: ({ object, standing }) => ({ input: { workspaceId: standing("home"), chatIds: [object.id] } }),
        unknown: "NOT_FOUND",
        unlike: { elsewhereChat: "NOT_FOUND" },
        changes: true,
      },
    ],
  },
  renameChatSession: {
    who: talkers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object, unique }) => ({
          input: { workspaceId: object.id, sessionId: unique, newSessionId: `${unique}-now` },
        }),
        unknown: "NOT_FOUND",
      },
    ],
  },
  rateChat: {
    who: askers,
    about: [
      {
        kind: "Chat",
        variables: ({ object }) => ({ input: { chatId: object.id, rating: "GOOD" } }),
        unknown: "NOT_FOUND",
        changes: true,
      },
    ],
  },
  updateThread: {
    who: talkers,
    about: [
      {
        kind: "Thread",
        variables: ({ object }) => ({ input: { threadId: object.id, name: "Renamed" } }),
        unknown: "NOT_FOUND",
        // It is the workspace's, and so the managers'.
        unlike: { commonThread: mayNotChange },
        changes: true,
      },
    ],
  },
  deleteThread: {
    who: talkers,
    about: [
      {
        kind: "Thread",
        variables: ({ object }) => ({ threadId: object.id }),
        unknown: "NOT_FOUND",
        unlike: { commonThread: mayNotChange },
        changes: true,
      },
    ],
  },
  createEmbeddings: {
    who: talkers,
    plain: { variables: () => ({ input: { texts: ["The heron eats frogs."] } }) },
  },
  generateImages: {
    who: talkers,
    // There is no image model here: whoever is admitted gets as far as that.
    plain: { variables: () => ({ input: { prompt: "A heron" } }), outcome: "IMAGE_PROVIDER_MISSING" },
  },
  sendChat: {
    who: askers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ input: { workspaceId: object.id, message: "What does the heron eat?" } }),
        unknown: "NOT_FOUND",
        // A visitor has one workspace.
        unlike: { home: { visitor: "ok" } },
      },
      {
        kind: "Thread",
        variables: ({ object, standing }) => ({
          input: { workspaceId: standing("home"), threadId: object.id, message: "What does the heron eat?" },
        }),
        unknown: "NOT_FOUND",
        unlike: { elsewhereThread: "NOT_FOUND" },
        always: namesNoThread,
      },
      {
        kind: "User",
        variables: ({ object, standing }) => ({
          input: { workspaceId: standing("home"), userId: object.id, message: "What does the heron eat?" },
        }),
        unknown: "NOT_FOUND",
        unlike: { outsiderUser: { outsider: "NOT_FOUND" } },
        always: { visitor: "FORBIDDEN" },
      },
    ],
  },
  stopChat: {
    who: askers,
    about: [{ kind: "Chat", variables: ({ object }) => ({ chatId: object.id }), unknown: "NOT_FOUND" }],
  },
  resetConversation: {
    who: askers,
    about: [
      {
        kind: "Workspace",
        variables: ({ object }) => ({ input: { workspaceId: object.id } }),
        unknown: "NOT_FOUND",
        unlike: { home: { visitor: "ok" } },
      },
      {
        kind: "Thread",
        variables: ({ object, standing }) => ({ input: { workspaceId: standing("home"), threadId: object.id } }),
        unknown: "NOT_FOUND",
        unlike: { elsewhereThread: "NOT_FOUND" },
        always: namesNoThread,
      },
    ],
  },
};

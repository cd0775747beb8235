/** What the documentation says of a parameter of paths. */
export interface DocumentedParameter {
  readonly description: string;
  /** What Swagger UI fills in. */
  readonly example: string;
}

/** The parameters of the dialects' paths by their names, which mean the same wherever they stand. */
export const pathParameters: Readonly<Record<string, DocumentedParameter>> = {
  slug: { description: "A workspace: its slug, `ws-` and its number, or its number.", example: "my-workspace" },
  workspaceSlug: {
    description: "A workspace: its slug, `ws-` and its number, or its number.",
    example: "my-workspace",
  },
  workspaceId: { description: "A workspace's number.", example: "1" },
  threadSlug: { description: "A thread's slug.", example: "4b2e3c8e-6b1f-4c39-9a55-3d1f0c5f7a10" },
  chatName: { description: "A session's name, or a chat's number, also with `msg-` before it.", example: "chat-001" },
  chatId: { description: "A chat's number.", example: "1" },
  sessionId: { description: "A session: the name that its chats were sent with.", example: "my-session" },
  folderName: { description: "A folder of the library.", example: "custom-documents" },
  docName: {
    description:
      "A document: its name or its location as lists show them, its uuid, its number, or `doc-` and its number.",
    example: "file.txt-fc4beeeb-e436-454d-8bb4-e5b8979cb48f.json",
  },
  filename: {
    description: "A word, the document's uuid, and the extension of its file.",
    example: "txt-fc4beeeb-e436-454d-8bb4-e5b8979cb48f.txt",
  },
  model: { description: "A workspace, which is a model to these clients.", example: "my-workspace" },
  id: { description: "Its number.", example: "1" },
  userId: { description: "A user's number.", example: "1" },
  embedId: { description: "An embed's uuid.", example: "8a4b1c1e-6d0f-4a1d-9a53-7c0e6f1f2b3d" },
  embedUuid: { description: "An embed's uuid.", example: "8a4b1c1e-6d0f-4a1d-9a53-7c0e6f1f2b3d" },
  sessionUuid: { description: "A visitor's session.", example: "2f7d9f0a-3c44-4a8e-bb0b-1b6f1f4f4c55" },
};

/** What the documentation says of a parameter of paths. */
export interface DocumentedParameter {
  readonly description: string;
  /** What Swagger UI fills in. */
  readonly example: string;
}

/**
 * The parameters of the dialects' paths by their names, which mean the same wherever they stand. Their examples are what
 * the examples of bodies make on a new instance.
 */
export const pathParameters: Readonly<Record<string, DocumentedParameter>> = {
  slug: { description: "A workspace: its slug, `ws-` and its number, or its number.", example: "my-workspace" },
  threadSlug: { description: "A thread's slug.", example: "thread-slug" },
  chatName: {
    description: "A session's name, or a chat's number, also with `msg-` before it.",
    example: "identifier-to-partition-chats-by-external-id",
  },
  sessionId: { description: "A visitor's session.", example: "0d3a2c1e-7f5b-4c6d-9e8f-1a2b3c4d5e6f" },
  folderName: { description: "A folder of the library.", example: "custom-documents" },
  docName: {
    description:
      "A document: its name or its location as lists show them, its uuid, its number, or `doc-` and its number.",
    example: "doc-1",
  },
  filename: {
    description: "A word, the document's uuid, and the extension of its file.",
    example: "txt-fc4beeeb-e436-454d-8bb4-e5b8979cb48f.txt",
  },
  model: { description: "A workspace, which is a model to these clients.", example: "my-workspace" },
  id: { description: "Its number.", example: "1" },
  embedId: { description: "An embed's uuid.", example: "8a4b1c1e-6d0f-4a1d-9a53-7c0e6f1f2b3d" },
  embedUuid: { description: "An embed's uuid.", example: "8a4b1c1e-6d0f-4a1d-9a53-7c0e6f1f2b3d" },
  sessionUuid: { description: "A visitor's session.", example: "0d3a2c1e-7f5b-4c6d-9e8f-1a2b3c4d5e6f" },
};

/** Where the visitor puts the key. Empty, so that the documentation of the schema loads without one. */
export const emptyHeaders = JSON.stringify({ authorization: "" }, null, 2);
const headers = emptyHeaders;

/** The tabs that the playground opens with: a first conversation, step by step. */
export const exampleOperations = [
  {
    headers,
    query: `# 1. In the Headers editor below, make authorization "Bearer <your API key>", in this tab and the next ones.
#    Then run this.
mutation CreateWorkspace {
  createWorkspace(input: { name: "First steps" }) {
    workspace { id slug }
  }
}
`,
  },
  {
    headers,
    query: `# 2. Add a text to the library and attach it to the workspace.
mutation AddText($workspaceId: ID!) {
  createTextDocument(
    input: {
      title: "Lighthouse"
      text: "The lighthouse at Cape Verity was lit in 1874. Its lamp is visible for 23 nautical miles."
      workspaceIds: [$workspaceId]
    }
  ) {
    document { id status location }
  }
}
`,
    variables: JSON.stringify({ workspaceId: "the id from step 1" }, null, 2),
  },
  {
    headers,
    query: `# 3. Ask, and watch the answer arrive.
subscription Ask($workspaceId: ID!) {
  sendAndStreamChat(
    input: { workspaceId: $workspaceId, message: "When was the lighthouse lit?", idempotencyKey: "first-question" }
  ) {
    ... on ChatStarted { chatId citations { number title text score } }
    ... on ChatDelta { offset text }
    ... on ChatFinished { status textLength metrics { duration model } error { code message } }
  }
}
`,
    variables: JSON.stringify({ workspaceId: "the id from step 1" }, null, 2),
  },
  {
    headers,
    query: `# 4. Search without a model.
query Search($workspaceId: ID!) {
  search(input: { workspaceId: $workspaceId, query: "lighthouse lamp", topN: 5 }) {
    hits { score foundBy text page document { title } }
  }
}
`,
    variables: JSON.stringify({ workspaceId: "the id from step 1" }, null, 2),
  },
] as const;

import { collect, data, socketClient, type Target } from "./graphql-client.js";

let count = 0;

/** A new workspace; names never repeat, so that tests in one server do not meet. */
export async function buildWorkspace(target: Target, input: Readonly<Record<string, unknown>> = {}) {
  count += 1;
  const query =
    "mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) { workspace { id slug databaseId } } }";
  const answer = await data<{ createWorkspace: { workspace: { id: string; slug: string; databaseId: number } } }>(
    target,
    query,
    {
      input: { name: `Workspace ${count}`, ...input },
    },
  );
  return answer.createWorkspace.workspace;
}

/** A text in the library that is ready to be searched, attached to the given workspaces. */
export async function buildDocument(target: Target, text: string, input: Readonly<Record<string, unknown>> = {}) {
  count += 1;
  const query =
    "mutation ($input: CreateTextDocumentInput!) { createTextDocument(input: $input) { document { id uuid location } } }";
  const answer = await data<{ createTextDocument: { document: { id: string; uuid: string; location: string } } }>(
    target,
    query,
    {
      input: { title: `Document ${count}`, text, ...input },
    },
  );
  const { document } = answer.createTextDocument;
  await waitUntilRead(target, document.id);
  return document;
}

/** Follows a document's progress to its final state. */
export async function waitUntilRead(target: Target, documentId: string) {
  const client = socketClient(target);
  try {
    const events = await collect<{ status: string; chunks: number; failure: { code: string; message: string } | null }>(
      client,
      "subscription ($id: ID!) { documentProgress(documentId: $id) { status chunks failure { code message } } }",
      { id: documentId },
    );
    return events.at(-1);
  } finally {
    await client.dispose();
  }
}

/** Asks, and reads the whole answer. */
export async function ask(target: Target, input: Readonly<Record<string, unknown>>) {
  count += 1;
  const client = socketClient(target);
  try {
    const events = await collect<ChatEvent>(client, askSubscription, {
      input: { idempotencyKey: `question-${count}`, ...input },
    });
    return {
      events,
      text: events.map((event) => event.text ?? "").join(""),
      started: events[0],
      finished: events.at(-1),
    };
  } finally {
    await client.dispose();
  }
}

/** Any event of a stream, as the test's subscription selects it. */
export interface ChatEvent {
  readonly __typename: "ChatStarted" | "ChatDelta" | "ChatFinished";
  readonly chatId?: string;
  readonly citations?: readonly {
    readonly number: number;
    readonly title: string;
    readonly text: string;
    readonly score: number;
  }[];
  readonly offset?: number;
  readonly text?: string;
  readonly status?: string;
  readonly textLength?: number;
  readonly refused?: boolean;
  readonly error?: { readonly code: string; readonly message: string } | null;
}

export const eventFields = `
  __typename
  ... on ChatStarted { chatId citations { number title text score } }
  ... on ChatDelta { offset text }
  ... on ChatFinished { status textLength refused error { code message } }
`;
const askSubscription = `subscription ($input: SendAndStreamChatInput!) { sendAndStreamChat(input: $input) { ${eventFields} } }`;

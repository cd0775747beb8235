import { data, type Target } from "./graphql-client.js";
import { openSubscription } from "./open-subscriptions.js";
import { buildWorkspace } from "./world.js";

/** What became of subscriptions whose key was revoked. */
export interface Revocation {
  /** For each subscription the codes of its errors. */
  readonly errors: readonly (readonly string[])[];
  /** For each subscription the code with which its socket was closed. */
  readonly closeCodes: readonly number[];
  /** From the answer of the revocation to the last closed socket. */
  readonly milliseconds: number;
}

/**
 * Opens subscriptions with one key to one running answer, evenly over the nodes of an instance, revokes the key on the
 * first node, and waits until all are closed. The instance's model must be slow to answer.
 */
export async function revokeWhileOpen(nodes: readonly Target[], count: number): Promise<Revocation> {
  const [first] = nodes;
  if (first === undefined) throw new Error("no node");
  const { id: workspaceId } = await buildWorkspace(first);
  const { sendChat } = await data<{ sendChat: { chat: { id: string } } }>(
    first,
    "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }",
    { input: { workspaceId, message: "Count for ever." } },
  );
  const { createApiKey: key } = await data<{ createApiKey: { secret: string; apiKey: { id: string } } }>(
    first,
    'mutation { createApiKey(input: { name: "Watched", scopes: [READ] }) { secret apiKey { id } } }',
  );
  const subscriptions = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      openSubscription(
        nodes[index % nodes.length] ?? first,
        key.secret,
        "subscription ($id: ID!) { chatStream(chatId: $id) { __typename } }",
        { id: sendChat.chat.id },
      ),
    ),
  );
  try {
    await data(first, "mutation ($id: ID!) { revokeApiKey(apiKeyId: $id) { apiKey { revokedAt } } }", {
      id: key.apiKey.id,
    });
    const from = performance.now();
    const closeCodes = await Promise.all(subscriptions.map(({ closed }) => closed));
    const milliseconds = performance.now() - from;
    return { errors: await Promise.all(subscriptions.map(({ ended }) => ended)), closeCodes, milliseconds };
  } finally {
    for (const { dispose } of subscriptions) dispose();
    await data(first, "mutation ($id: ID!) { stopChat(chatId: $id) { chat { status } } }", { id: sendChat.chat.id });
  }
}

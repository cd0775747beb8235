import {
  type ChatFilterInput,
  type ExportChatsQuery,
  ExportChatsOperation,
  type ExportWorkspaceChatsQuery,
  ExportedWorkspacesOperation,
  ExportWorkspaceChatsOperation,
} from "../../../generated/operations.js";
import type { CallerClient } from "../../client.js";
import { pages } from "../../routing/values.js";

/** Chats that are in memory at once, with their attachments. */
const pageSize = 50;

/** A chat as exports have it. */
export type ExportedChat = ExportChatsQuery["chats"]["nodes"][number];
/** A chat among those of its workspace. */
export type WorkspaceChat = NonNullable<ExportWorkspaceChatsQuery["workspace"]>["chats"]["nodes"][number];

/** Chats that follow each other. */
export interface ExportedPage {
  readonly chats: readonly ExportedChat[];
  /** Whether people have accounts here. */
  readonly isMultiUser: boolean;
}

/** What is read beside the texts. */
export interface ExportedParts {
  readonly withAttachments: boolean;
  readonly withCitations: boolean;
}

/** What is exported: answered chats of users, as far as they were asked before the export began. */
function exported(): ChatFilterInput {
  return { answered: true, fromEmbed: false, to: new Date().toISOString() };
}

/** All chats that the caller may see, oldest first, a page at a time. */
export async function* exportedChats(
  client: CallerClient,
  parts: ExportedParts,
): AsyncGenerator<ExportedPage, void, void> {
  const filter = exported();
  let isMultiUser = false;
  const read = async (after: string | null) => {
    const found = await client.execute(ExportChatsOperation, { filter, first: pageSize, after, ...parts });
    isMultiUser = found.instance.multiUserMode;
    return found.chats;
  };
  for await (const { nodes } of pages(read)) yield { chats: nodes, isMultiUser };
}

/** The chats of one workspace. */
export interface WorkspaceExport {
  readonly systemPrompt: string | null;
  /** To be read once, before the next workspace is asked for; a page at a time, none of them empty. */
  readonly pages: AsyncGenerator<readonly WorkspaceChat[], void, void>;
}

/** The same by workspaces, oldest first. */
export async function* exportedWorkspaces(client: CallerClient): AsyncGenerator<WorkspaceExport, void, void> {
  const filter = exported();
  const read = async (after: string | null) =>
    (await client.execute(ExportedWorkspacesOperation, { after })).workspaces;
  for await (const { nodes } of pages(read)) {
    for (const { id, systemPrompt } of nodes) yield { systemPrompt, pages: workspacePages(client, id, filter) };
  }
}

async function* workspacePages(client: CallerClient, workspaceId: string, filter: ChatFilterInput) {
  let after: string | null = null;
  do {
    const variables = { workspaceId, filter, first: pageSize, after };
    const found: ExportWorkspaceChatsQuery = await client.execute(ExportWorkspaceChatsOperation, variables);
    // A workspace may be deleted meanwhile.
    if (found.workspace === null) return;
    const { nodes, pageInfo } = found.workspace.chats;
    if (nodes.length > 0) yield nodes;
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
}

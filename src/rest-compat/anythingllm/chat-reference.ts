import { FindChatNamesOperation } from "../../generated/operations.js";
import type { CallerClient } from "../client.js";
import { UnknownWorkspaceError } from "./workspace-reference.js";

/** What `{x}` of `/chat/{x}` names: a session that exists wins over the chat with that number. */
export type NamedChats =
  | { readonly kind: "session"; readonly sessionId: string }
  | { readonly kind: "chat"; readonly databaseId: number; readonly chatId: string };

/** The workspace of a path, with what one of its names stands for. */
export interface FoundChats {
  readonly workspaceId: string;
  /** null: nothing that the caller may see. */
  readonly named: NamedChats | null;
}

/** @throws UnknownWorkspaceError */
export async function findChats(client: CallerClient, reference: string, name: string): Promise<FoundChats> {
  const session = await firstChat(client, reference, { sessionId: name, threadId: null, fromEmbed: false });
  if (session.chatId !== null) {
    return { workspaceId: session.workspaceId, named: { kind: "session", sessionId: name } };
  }
  const databaseId = chatNumber(name);
  return databaseId === null ? { ...session, named: null } : findChat(client, reference, databaseId);
}

/** The same for the number of a chat. */
export async function findChat(client: CallerClient, reference: string, databaseId: number): Promise<FoundChats> {
  const { workspaceId, chatId } = await firstChat(client, reference, { databaseIds: [databaseId] });
  return { workspaceId, named: chatId === null ? null : { kind: "chat", databaseId, chatId } };
}

/** The number in `12` or `msg-12`; null: it is none that a chat can have. */
export function chatNumber(name: string): number | null {
  const digits = /^(?:msg-)?([1-9]\d{0,9})$/.exec(name)?.[1];
  const number = Number(digits);
  return digits === undefined || number > 2_147_483_647 ? null : number;
}

async function firstChat(client: CallerClient, reference: string, filter: object) {
  const { workspace } = await client.execute(FindChatNamesOperation, { reference, filter });
  if (workspace === null) throw new UnknownWorkspaceError(reference);
  return { workspaceId: workspace.id, chatId: workspace.chats.nodes[0]?.id ?? null };
}

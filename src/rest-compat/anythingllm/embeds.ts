import { EmbedChatsOperation, type EmbedFieldsFragment, FindEmbedOperation } from "../../generated/operations.js";
import { NotFoundError } from "../../errors/index.js";
import type { CallerClient } from "../client.js";
import { pages } from "../routing/values.js";
import { presentEmbedChat } from "./present/embed.js";

const uuidForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Says that there is no such embed. */
class UnknownEmbedError extends NotFoundError {
  constructor() {
    super("Embed");
    this.message = "Embed not found";
  }
}

/** The embed with this uuid. @throws NotFoundError when there is none that the caller may see. */
export async function embedOf(client: CallerClient, uuid: string): Promise<EmbedFieldsFragment> {
  try {
    if (uuidForm.test(uuid)) return (await client.execute(FindEmbedOperation, { uuid })).embed;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
  throw new UnknownEmbedError();
}

/**
 * What an embed's visitors asked and were answered, oldest first, as a JSON document `{"chats": []}` in pieces: there may
 * be any number. Refusals are no part of it. An unknown embed has none.
 * @param sessionId of this session alone
 */
export async function* embedChatsDocument(
  client: CallerClient,
  uuid: string,
  sessionId?: string,
): AsyncGenerator<string, void, void> {
  let separator = '{"chats":[';
  if (uuidForm.test(uuid)) {
    const filter = { refused: false, ...(sessionId === undefined ? {} : { sessionId }) };
    let embedId = 0;
    const readPage = async (after: string | null) => {
      const { embed } = await client.execute(EmbedChatsOperation, { uuid, filter, after });
      embedId = embed.databaseId;
      return embed.chats;
    };
    try {
      for await (const { nodes } of pages(readPage)) {
        for (const chat of nodes) {
          if (chat.finishedAt === null || chat.response === "") continue;
          yield `${separator}${JSON.stringify(presentEmbedChat(chat, embedId))}`;
          separator = ",";
        }
      }
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  yield separator === "," ? "]}" : '{"chats":[]}';
}

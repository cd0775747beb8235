import type { Transactions } from "../database/transaction.js";
import type { ChatMetrics, ChatStatus, Citation } from "../entities/index.js";
import type { ChatFailure, FinalStatus } from "./events.js";

/** What a stream needs of a chat's row, with the text as far as it is stored. */
export interface StoredAnswer {
  readonly chatId: number;
  readonly uuid: string;
  readonly status: ChatStatus;
  readonly text: string;
  readonly citations: Citation[];
  readonly refused: boolean;
  readonly metrics: ChatMetrics | null;
  readonly error: ChatFailure | null;
  /** The node that writes it, or wrote it. */
  readonly writerNode: string | null;
}

/** A piece of a running answer that is to be stored. */
export interface Checkpoint {
  readonly chatId: number;
  readonly epoch: number;
  /** Where the piece begins, in UTF-16 code units. */
  readonly start: number;
  readonly text: string;
}

/** How an answer ended. */
export interface Ending {
  readonly status: FinalStatus;
  readonly text: string;
  readonly refused: boolean;
  readonly metrics: ChatMetrics | null;
  readonly error: ChatFailure | null;
}

interface AnswerRow {
  readonly id: number;
  readonly uuid: string;
  readonly status: ChatStatus;
  readonly text: string;
  readonly citations: Citation[];
  readonly refused: boolean;
  readonly metrics: ChatMetrics | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly writer_node: string | null;
}

/** The rows in which answers are kept while and after they are written. Offsets are counted here, never by the database. */
export class ChatStore {
  constructor(private readonly transactions: Transactions) {}

  /** One snapshot of an answer; null when there is no such chat. */
  async read(chatId: number): Promise<StoredAnswer | null> {
    const [row] = await this.transactions.query<AnswerRow>(
      `SELECT id, uuid, status, citations, refused, metrics, error_code, error_message, writer_node,
         CASE WHEN status IN ('pending', 'streaming')
           THEN (SELECT coalesce(string_agg(text, '' ORDER BY start_offset), '') FROM chat_segment WHERE chat_id = chat.id)
           ELSE response END AS text
       FROM chat WHERE id = $1`,
      [chatId],
    );
    if (row === undefined) return null;
    const { id, error_code: code, error_message: message, writer_node: writerNode, ...rest } = row;
    return { ...rest, chatId: id, writerNode, error: code === null ? null : { code, message: message ?? code } };
  }

  /**
   * PENDING becomes STREAMING, and the caller its writer.
   * @returns the epoch under which it writes; null when the chat is no longer pending or belongs to another node.
   */
  async begin(chatId: number, nodeId: string, citations: readonly Citation[]): Promise<number | null> {
    const [row] = await this.transactions.query<{ epoch: number }>(
      `UPDATE chat SET status = 'streaming', writer_epoch = writer_epoch + 1, citations = $3::jsonb
       WHERE id = $1 AND writer_node = $2 AND status = 'pending' RETURNING writer_epoch AS epoch`,
      [chatId, nodeId, JSON.stringify(citations)],
    );
    return row?.epoch ?? null;
  }

  /**
   * Stores pieces of many answers in one statement.
   * @returns the chats whose piece was stored. The others are no longer streaming under the epoch given: their writer has
   * lost its lease. The rows stay locked until the pieces are in, so that nobody ends an answer in between.
   */
  async checkpoint(pieces: readonly Checkpoint[]): Promise<ReadonlySet<number>> {
    const rows = await this.transactions.query<{ chat_id: number }>(
      `WITH piece AS (
         SELECT * FROM unnest($1::int[], $2::int[], $3::int[], $4::text[]) AS piece(chat_id, epoch, start_offset, text)
       ), held AS (
         SELECT chat.id FROM chat JOIN piece ON piece.chat_id = chat.id AND piece.epoch = chat.writer_epoch
         WHERE chat.status = 'streaming' ORDER BY chat.id FOR NO KEY UPDATE OF chat
       )
       INSERT INTO chat_segment (chat_id, start_offset, text)
       SELECT chat_id, start_offset, text FROM piece WHERE chat_id IN (SELECT id FROM held) RETURNING chat_id`,
      [
        pieces.map(({ chatId }) => chatId),
        pieces.map(({ epoch }) => epoch),
        pieces.map(({ start }) => start),
        pieces.map(({ text }) => text),
      ],
    );
    return new Set(rows.map((row) => row.chat_id));
  }

  /**
   * Writes the end of an answer, and removes its pieces. Its writer must have no checkpoint under way.
   * @returns false when the writer has lost its lease; nothing is changed then.
   */
  async finish(chatId: number, nodeId: string, epoch: number, ending: Ending): Promise<boolean> {
    const rows = await this.transactions.query(
      `WITH done AS (
         UPDATE chat SET status = $4, response = $5, refused = $6, included = included AND NOT $6, metrics = $7::jsonb,
           error_code = $8, error_message = $9, finished_at = now()
         WHERE id = $1 AND writer_node = $2 AND writer_epoch = $3 AND status IN ('pending', 'streaming') RETURNING id
       ), gone AS (
         DELETE FROM chat_segment USING done WHERE chat_id = done.id
       )
       SELECT id FROM done`,
      [
        chatId,
        nodeId,
        epoch,
        ending.status,
        ending.text,
        ending.refused,
        ending.metrics === null ? null : JSON.stringify(ending.metrics),
        ending.error?.code ?? null,
        ending.error?.message ?? null,
      ],
    );
    return rows.length > 0;
  }

  /**
   * Ends running answers from outside, with the text that is stored. Their writers, where they still live, lose their lease.
   * @param which one chat, whoever writes it or only while the given node does; or all whose node is not registered.
   * @returns the chats that were ended by this call.
   */
  async end(
    which: { readonly chatId: number; readonly nodeId?: string } | "abandoned",
    status: "stopped" | "interrupted",
  ): Promise<{ readonly id: number; readonly uuid: string }[]> {
    const [condition, parameters] =
      which === "abandoned"
        ? ["NOT EXISTS (SELECT FROM cluster_node WHERE cluster_node.id = writer_node)", []]
        : ["id = $1 AND ($2::uuid IS NULL OR writer_node = $2)", [which.chatId, which.nodeId ?? null]];
    return this.transactions.run(async () => {
      // Three statements, each with a snapshot of its own: a checkpoint that was under way is waited for by the first and
      // seen by the second.
      const chosen = await this.transactions.query<{ id: number; uuid: string }>(
        `SELECT id, uuid FROM chat WHERE status IN ('pending', 'streaming') AND ${condition} ORDER BY id FOR NO KEY UPDATE`,
        parameters,
      );
      if (chosen.length === 0) return [];
      const ids = chosen.map(({ id }) => id);
      await this.transactions.query(
        `UPDATE chat SET status = $2, writer_epoch = writer_epoch + 1, finished_at = now(),
           response = (SELECT coalesce(string_agg(text, '' ORDER BY start_offset), '') FROM chat_segment WHERE chat_id = chat.id)
         WHERE id = ANY($1::int[])`,
        [ids, status],
      );
      await this.transactions.query("DELETE FROM chat_segment WHERE chat_id = ANY($1::int[])", [ids]);
      return chosen;
    });
  }
}

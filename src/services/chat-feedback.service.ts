import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Chat, type ChatRating } from "../entities/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { ChatService } from "./chat.service.js";

/** What somebody says of an answer. */
export interface Rating {
  /** null takes back what was said. */
  readonly rating: ChatRating | null;
  readonly comment?: string | undefined;
}

/** What people think of answers. */
export class ChatFeedbackService {
  constructor(
    private readonly transactions: Transactions,
    private readonly chats: Pick<ChatService, "get">,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /**
   * Rates an answer, in place of what was said of it before. Whoever may know of a chat may rate it.
   * @throws NotFoundError when there is none, or the viewer may not know of it.
   */
  async rate(viewer: Viewer, id: number, { rating, comment }: Rating): Promise<Chat> {
    return this.transactions.run(async () => {
      const { workspaceId } = await this.chats.get(viewer, id);
      const words = comment === undefined || comment.trim() === "" ? null : comment;
      const feedback = rating === null ? null : { rating, comment: words, ratedAt: new Date().toISOString() };
      await this.repository().update({ id }, { feedback });
      await this.events.record(viewer, "chat.rated", {
        subject: { type: "Chat", id },
        workspaceId,
        data: { rating },
      });
      return this.chats.get(viewer, id);
    });
  }

  private repository() {
    return this.transactions.manager().getRepository(Chat);
  }
}

import type { Viewer } from "../auth/viewer.js";
import type { Turn } from "../chat/history.js";
import type { Attachment } from "../entities/index.js";
import type { AttachmentReader, ReadAttachments } from "./attachment-reader.js";
import { isReset } from "./expand-commands.js";
import type { SlashCommandService } from "./slash-command.service.js";

/** Which slash commands count in a message: all, only those that the asker keeps, or none. */
export const SlashCommandUse = { ALL: "all", OWN: "own", NONE: "none" } as const;
export type SlashCommandUse = (typeof SlashCommandUse)[keyof typeof SlashCommandUse];

/** What a question's words are read from. */
export interface QuestionWords {
  readonly message: string;
  /** Left out: all. */
  readonly commands?: SlashCommandUse | undefined;
  readonly history?: readonly Turn[] | undefined;
}

/** No message is longer once its commands are replaced, in UTF-16 code units. */
const longestMessage = 100_000;

/** Makes of a question, as somebody writes it, what the model is asked. */
export class QuestionReader {
  constructor(
    private readonly commands: Pick<SlashCommandService, "expand">,
    private readonly attachments: Pick<AttachmentReader, "read">,
  ) {}

  /** Whether the message asks for nothing but that its conversation be forgotten. */
  asksForReset(viewer: Viewer, words: QuestionWords): boolean {
    return usedCommands(viewer, words) === SlashCommandUse.ALL && isReset(words.message);
  }

  /** The message with its commands replaced. @throws ValidationError when it becomes too long. */
  async messageOf(viewer: Viewer, words: QuestionWords): Promise<string> {
    if (usedCommands(viewer, words) === SlashCommandUse.NONE) return words.message;
    return this.commands.expand(viewer, words.message, longestMessage);
  }

  /** The attachments, read. Throws as {@link AttachmentReader.read} does. */
  async attachmentsOf(attachments: readonly Attachment[]): Promise<ReadAttachments> {
    return this.attachments.read(attachments);
  }
}

/** Visitors keep no commands; and who keeps the conversation itself speaks to the model, not to us. */
function usedCommands(viewer: Viewer, { commands, history }: QuestionWords): SlashCommandUse {
  if (viewer.user === null || history !== undefined) return SlashCommandUse.NONE;
  return commands ?? SlashCommandUse.ALL;
}

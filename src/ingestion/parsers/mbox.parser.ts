import { LRUCache } from "lru-cache";
import { DocumentError } from "../errors.js";
import { filePieces } from "./file-pieces.js";
import { formats } from "./formats.js";
import { noHeaders } from "./mail/mail-headers.js";
import { keepFiles, messageBlocks } from "./mail/message-blocks.js";
import type { MailboxMessage } from "./mail/message-bytes.js";
import { type Message, readMessage } from "./mail/read-message.js";
import { isMailbox, mailboxMessages } from "./mail/split-mailbox.js";
import { someNames } from "./text/missing-parts.js";
import { type Block, type FileProbe, noFacts, type ParsedDocument, type Parser, type ParseSource } from "./parser.js";

/** A larger message is left out but for its header: one is in memory at a time, several times over. */
const maximumMessageBytes = 33_554_432;
/** So many messages are remembered, so that answers can name what they answer. */
const rememberedMessages = 20_000;

/** Mailboxes of any size: their mails in order, each below its subject; attachments become documents of their own. */
export const mboxParser: Parser = {
  ...formats.mbox,
  isText: true,
  recognises: ({ head }: FileProbe) => isMailbox(head),
  parse: (source: ParseSource): Promise<ParsedDocument> => Promise.resolve(mailbox(source)),
};

function mailbox(source: ParseSource): ParsedDocument {
  const warnings: string[] = [];
  return { facts: noFacts, blocks: mailboxBlocks(source, warnings), warnings };
}

async function* mailboxBlocks(source: ParseSource, warnings: string[]): AsyncGenerator<Block, void, void> {
  const remembered = new LRUCache<string, string>({ max: rememberedMessages });
  const unread: string[] = [];
  let number = 0;
  for await (const stored of mailboxMessages(filePieces(source.path), maximumMessageBytes)) {
    number += 1;
    const { message, isRead } = await readStored(stored);
    if (!isRead) unread.push(String(number));
    const { messageId, inReplyTo, subject, from } = message.headers;
    const answers = inReplyTo === null ? null : (remembered.get(inReplyTo) ?? null);
    if (messageId !== null) remembered.set(messageId, [from, subject].filter((fact) => fact !== null).join(", "));
    await keepFiles(message.files, `${number} ${folderName(subject)}/`, source.parts);
    yield* messageBlocks(message, answers);
  }
  if (unread.length > 0) warnings.push(`Damaged or too large, and not read: ${someNames("mails", unread)}.`);
}

/** A mail of the mailbox, and whether it could be read. */
interface StoredMail {
  readonly message: Message;
  readonly isRead: boolean;
}

async function readStored({ bytes, sizeBytes, isWhole }: MailboxMessage): Promise<StoredMail> {
  try {
    const message = await readMessage(bytes, 2);
    if (isWhole) return { message, isRead: true };
    const reason = `it has ${sizeBytes} bytes, and at most ${maximumMessageBytes} are read`;
    return { message: { headers: message.headers, blocks: [notRead(reason)], files: [] }, isRead: false };
  } catch (error) {
    // The others are worth reading.
    if (!(error instanceof DocumentError)) throw error;
    return { message: { headers: noHeaders, blocks: [notRead(error.message)], files: [] }, isRead: false };
  }
}

function notRead(reason: string): Block {
  return { kind: "paragraph", text: `This mail was not read: ${reason}` };
}

/** A subject as the name of a folder: it has no slashes. */
function folderName(subject: string | null): string {
  return (subject ?? "no subject").replace(/[/\\]/g, "-").slice(0, 80);
}

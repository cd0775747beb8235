import PostalMime, { type Attachment, type Email } from "postal-mime";
import { DocumentError } from "../../errors.js";
import { readPage } from "../html/read-page.js";
import type { Block } from "../parser.js";
import { fromArray } from "../text/from-array.js";
import { paragraphBlocks } from "../text/paragraphs.js";
import { decodeAttachedText, isAttachedText } from "./attached-text.js";
import { type MailHeaders, mailHeaders } from "./mail-headers.js";
import { utf8Message } from "./utf8-message.js";

/** A file in a message. */
export interface MailFile {
  readonly name: string;
  readonly mimeType: string;
  readonly content: Uint8Array;
  /** Whether somebody wants to read it: signatures of programs are not documents. */
  readonly isDocument: boolean;
}

/** A message that was read. */
export interface Message {
  readonly headers: MailHeaders;
  /** Its text, and that of the messages that it passes on, below headings. */
  readonly blocks: readonly Block[];
  /** Its attachments, and theirs. */
  readonly files: readonly MailFile[];
}

const maximumParts = 100;
const maximumHeaderBytes = 2_097_152;
const maximumForwards = 5;
/** Twice as many as an attachment takes that is as large as any; each costs far more memory than it has bytes. */
const maximumLines = 2_000_000;
const lineFeed = 0x0a;
const signatureTypes: readonly string[] = [
  "application/pgp-signature",
  "application/pkcs7-signature",
  "application/x-pkcs7-signature",
];
/** A text this short, beside a page ten times as long, only says that there is a page. */
const shortText = 300;
const excess = 10;

/**
 * Reads a message (RFC 5322, MIME): its text, or when it has none, its web page.
 * @param level Of the headings that its own text may have: from 1, the outermost.
 * @throws DocumentError DOCUMENT_CORRUPT when its structure is absurd, DOCUMENT_TOO_LARGE when it has millions of lines.
 */
export async function readMessage(bytes: Uint8Array, level: number, forwards = 0): Promise<Message> {
  if (lineCount(bytes) > maximumLines) {
    throw new DocumentError("DOCUMENT_TOO_LARGE", `The message has more than ${maximumLines} lines.`);
  }
  const mail = await parse(bytes);
  const blocks = await bodyBlocks(mail, level);
  const files: MailFile[] = [];
  for (const attachment of mail.attachments) {
    const content = bytesOf(attachment);
    if (isForwarded(attachment) && forwards < maximumForwards) {
      const forwarded = await readMessage(content, level + 1, forwards + 1);
      const { subject, lines } = forwarded.headers;
      blocks.push({ kind: "heading", level: Math.min(6, level), text: `Forwarded: ${subject ?? "(no subject)"}` });
      if (lines.length > 0) blocks.push({ kind: "paragraph", text: lines.join("\n") });
      blocks.push(...forwarded.blocks);
      files.push(...forwarded.files);
    } else if (isAttachedText(attachment)) {
      blocks.push(...(await textBlocks(decodeAttachedText(content))));
    } else if (!isPictureOfText(attachment, mail)) {
      const isDocument = !signatureTypes.includes(attachment.mimeType);
      files.push({ name: fileName(attachment, files.length), mimeType: attachment.mimeType, content, isDocument });
    }
  }
  return { headers: mailHeaders(mail), blocks, files };
}

function lineCount(bytes: Uint8Array): number {
  let lines = 0;
  for (const byte of bytes) if (byte === lineFeed) lines += 1;
  return lines;
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(utf8Message(bytes), {
      // What is passed on is read here, so that its text keeps its own structure.
      maxRfc822NestingDepth: 0,
      maxNestingDepth: maximumParts,
      maxHeadersSize: maximumHeaderBytes,
    });
  } catch (error) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The message is damaged, or built absurdly.", { cause: error });
  }
}

async function bodyBlocks({ text, html }: Email, level: number): Promise<Block[]> {
  const plain = text?.trim() ?? "";
  // The indentation of the first line stays.
  if (html === undefined || plain.length > shortText) return textBlocks(text ?? "");
  const page = readPage(html, { mainContentOnly: false }).blocks;
  const length = page.reduce((total, block) => total + block.text.length, 0);
  if (plain !== "" && length < excess * plain.length) return textBlocks(plain);
  return page.map((block) =>
    block.kind === "heading" ? { ...block, level: Math.min(6, (block.level ?? 1) + level - 1) } : block,
  );
}

async function textBlocks(text: string): Promise<Block[]> {
  const blocks: Block[] = [];
  for await (const block of paragraphBlocks(fromArray([text]))) blocks.push(block);
  return blocks;
}

/** A message inside of the message; one that is an attachment in all form stays a file. */
function isForwarded({ mimeType, disposition }: Attachment): boolean {
  return mimeType === "message/rfc822" && disposition !== "attachment";
}

/** Whether it is a picture that the text shows: those of letterheads, most of all. */
function isPictureOfText({ mimeType, disposition, contentId, related }: Attachment, { html }: Email): boolean {
  if (!mimeType.startsWith("image/") || contentId === undefined) return false;
  const reference = `cid:${contentId.replace(/^<|>$/g, "")}`;
  return related === true || disposition === "inline" || html?.includes(reference) === true;
}

function fileName({ filename, mimeType }: Attachment, index: number): string {
  if (filename !== null && filename.trim() !== "") return filename;
  return mimeType === "message/rfc822" ? `message ${index + 1}.eml` : `attachment ${index + 1}`;
}

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === "string" ? Buffer.from(content) : new Uint8Array(content);
}

import { DocumentError } from "../errors.js";
import { formats } from "./formats.js";
import { isMessageHeader, readHeaderBlock } from "./mail/header-block.js";
import { keepFiles, messageBlocks } from "./mail/message-blocks.js";
import { readMessage } from "./mail/read-message.js";
import { type FileProbe, noFacts, type ParsedDocument, type Parser, type ParseSource } from "./parser.js";
import { fromArray } from "./text/from-array.js";
import { readWholeFile } from "./text/decode-file.js";

/** Larger than any mail server lets pass, and in need of several times its size while it is read. */
const maximumMessageBytes = 67_108_864;
const enciphered =
  /^content-type[ \t]*:\s*(?:multipart\/encrypted|application\/(?:x-)?pkcs7-mime\b(?![^]{0,200}signed-data))/im;

/** Single mails: who wrote to whom, the text, and the mails in it; attachments become documents of their own. */
export const emlParser: Parser = {
  ...formats.eml,
  isText: true,
  recognises: ({ head }: FileProbe) => {
    const header = readHeaderBlock(head);
    return header !== null && isMessageHeader(header);
  },
  async parse(source: ParseSource): Promise<ParsedDocument> {
    const wholeFileBytes = Math.min(source.limits.wholeFileBytes, maximumMessageBytes);
    const bytes = await readWholeFile({ ...source, limits: { ...source.limits, wholeFileBytes } });
    if (enciphered.test(readHeaderBlock(bytes.subarray(0, 65_536))?.text ?? "")) {
      throw new DocumentError(
        "DOCUMENT_ENCRYPTED",
        "The mail is encrypted: only its receiver's mail program opens it.",
      );
    }
    const message = await readMessage(bytes, 2);
    const { subject, from, date, language } = message.headers;
    if (message.blocks.length === 0 && message.files.length === 0 && message.headers.lines.length === 0) {
      throw new DocumentError("DOCUMENT_EMPTY", "The mail has no text.");
    }
    await keepFiles(message.files, "", source.parts);
    const facts = { ...noFacts, title: subject, author: from, publishedAt: date, language };
    return { facts, blocks: fromArray(messageBlocks(message, null)) };
  },
};

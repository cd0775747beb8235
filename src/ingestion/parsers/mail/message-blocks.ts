import type { Block, PartSink } from "../parser.js";
import type { MailFile, Message } from "./read-message.js";

/** The blocks of a message: its subject as a heading, who wrote to whom, its text, its attachments. */
export function messageBlocks({ headers, blocks, files }: Message, answers: string | null): Block[] {
  const lines = answers === null ? headers.lines : [...headers.lines, `In reply to: ${answers}`];
  return [
    { kind: "heading", level: 1, text: headers.subject ?? "(no subject)" },
    ...(lines.length === 0 ? [] : [{ kind: "paragraph" as const, text: lines.join("\n") }]),
    ...blocks,
    ...(files.length === 0 ? [] : [{ kind: "list" as const, text: files.map(fileLine).join("\n") }]),
  ];
}

/** Keeps the attachments of a message as documents of their own. @param folder Goes before their names. */
export async function keepFiles(files: readonly MailFile[], folder: string, parts: PartSink | null): Promise<void> {
  if (parts === null) return;
  for (const { name, mimeType, content, isDocument } of files) {
    if (isDocument && content.length > 0) await parts.add(folder + name, mimeType, content);
  }
}

function fileLine({ name, mimeType, content }: MailFile): string {
  return `Attachment: ${name} (${mimeType}, ${content.length} bytes)`;
}

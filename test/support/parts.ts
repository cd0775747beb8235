import { defaultParseLimits, openDocument } from "../../src/ingestion/parsers/open-document.js";
import type { Block, DocumentFacts, ParseLimits } from "../../src/ingestion/parsers/parser.js";
import { fullText, inFolder, storeFile } from "./documents.js";

/** A file that was found inside another one. */
export interface FoundPart {
  readonly path: string;
  readonly mimeType: string | null;
  readonly content: string;
}

/** What reading a container gave. */
export interface ReadContainer {
  readonly format: string;
  readonly facts: DocumentFacts;
  readonly blocks: readonly Block[];
  readonly text: string;
  readonly parts: readonly FoundPart[];
}

/** Opens bytes under a name, reads them to the end, and keeps the files inside, whose bytes count as Latin-1. */
export async function readContainer(
  name: string,
  content: string | Uint8Array,
  limits: Partial<ParseLimits> = {},
): Promise<ReadContainer> {
  return inFolder(async (folder) => {
    const parts: FoundPart[] = [];
    const sink = {
      async add(path: string, mimeType: string | null, bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<void> {
        const pieces: Uint8Array[] = [];
        if (bytes instanceof Uint8Array) pieces.push(bytes);
        else for await (const piece of bytes) pieces.push(piece);
        parts.push({ path, mimeType, content: Buffer.concat(pieces).toString("latin1") });
      },
    };
    const path = await storeFile(folder, content);
    const document = await openDocument({ path, name, parts: sink }, { ...defaultParseLimits, ...limits });
    const blocks: Block[] = [];
    for await (const block of document.blocks) blocks.push(block);
    return { format: document.format, facts: document.facts, blocks, text: fullText(blocks), parts };
  });
}

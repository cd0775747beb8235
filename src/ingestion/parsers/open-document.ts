import { stat } from "node:fs/promises";
import { DocumentError } from "../errors.js";
import type { Block, ParsedDocument, ParseLimits, ParserTools, PartSink } from "./parser.js";
import { defaultJoint } from "./parser.js";
import { oleMediaType, refuseOleContainer } from "./ole-container.js";
import { probeFile } from "./probe.js";
import { chooseParser } from "./registry.js";
import { cleanText } from "./text/clean-text.js";

/** Limits for a server with a gigabyte to spare for each parser. */
export const defaultParseLimits: ParseLimits = {
  wholeFileBytes: 256 * 1_048_576,
  inflatedBytes: 256 * 1_048_576,
  containerEntries: 20_000,
  characters: 500_000_000,
  parts: 10_000,
  partBytes: 1_073_741_824,
};

const noTools: ParserTools = { ocr: null };

/** A file to be opened. */
interface FileToOpen {
  readonly path: string;
  /** The name that it came with; its extension is a hint, nothing more. */
  readonly name: string;
  /** The media type that its sender claims. */
  readonly mimeType?: string | null;
  /** See {@link ParseSource}. */
  readonly password?: string | null;
  readonly parts?: PartSink | null;
  readonly tools?: ParserTools;
  /** Told the format, and the size in bytes, before the file is opened in it. */
  readonly onRecognised?: (format: string, sizeBytes: number) => void;
}

/** An opened document and what it was recognised as. */
export interface OpenedDocument extends ParsedDocument {
  readonly format: string;
  readonly mimeType: string;
  readonly warnings: readonly string[];
}

/**
 * Recognises a file and opens it. Its blocks are clean (see `cleanText`) and not empty.
 * @throws DocumentError, here or while the blocks are read: when the file has no text, is not readable, or exceeds a
 *   limit. A file never ends without text silently.
 */
export async function openDocument(file: FileToOpen, limits: ParseLimits): Promise<OpenedDocument> {
  const { size } = await stat(file.path);
  if (size === 0) throw new DocumentError("DOCUMENT_EMPTY", "The file is empty: it has no bytes.");
  const probe = await probeFile(file.path, file.name, file.mimeType ?? null);
  if (probe.magicType === oleMediaType) await refuseOleContainer(file.path);
  const parser = chooseParser(probe);
  file.onRecognised?.(parser.format, size);
  const source = {
    path: file.path,
    name: file.name,
    sizeBytes: size,
    limits,
    password: file.password ?? null,
    parts: file.parts ?? null,
    tools: file.tools ?? noTools,
  };
  const { facts, blocks, warnings = [] } = await parser.parse(source).catch(refuseEndlessNesting);
  return { format: parser.format, mimeType: parser.mimeTypes[0], facts, blocks: cleanBlocks(blocks, limits), warnings };
}

async function* cleanBlocks(blocks: AsyncIterable<Block>, limits: ParseLimits): AsyncGenerator<Block, void, void> {
  let characters = 0;
  let droppedJoint = "";
  try {
    for await (const block of blocks) {
      const text = cleanText(block.text);
      const joint = block.joint ?? defaultJoint;
      if (text === "") {
        // What stood on both sides of nothing still stands apart.
        if (joint.length > droppedJoint.length) droppedJoint = joint;
        continue;
      }
      const wider = characters > 0 && droppedJoint.length > joint.length ? droppedJoint : joint;
      droppedJoint = "";
      characters += text.length + (characters === 0 ? 0 : wider.length);
      if (characters > limits.characters) {
        throw new DocumentError(
          "DOCUMENT_TOO_LARGE",
          `The document has more than ${limits.characters} characters of text.`,
        );
      }
      yield { ...block, text, joint: wider };
    }
  } catch (error) {
    refuseEndlessNesting(error);
  }
  if (characters === 0) throw new DocumentError("DOCUMENT_EMPTY", "The file has no text.");
}

/** Parsers are recursive where formats nest: a file that exhausts the stack is at fault, not the server. */
function refuseEndlessNesting(error: unknown): never {
  if (error instanceof RangeError && error.message.includes("call stack")) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The file is nested too deeply to be read.", { cause: error });
  }
  throw error;
}

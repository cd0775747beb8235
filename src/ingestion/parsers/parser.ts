import type { FormatNames } from "./formats.js";

/** What a block is; the splitter treats each kind in its own way. */
export type BlockKind = "heading" | "paragraph" | "list" | "table" | "code";

/** What stands between two blocks unless a block says otherwise. */
export const defaultJoint = "\n\n";

/**
 * One piece of a document's structure, in reading order. The full text of a document is the text of its blocks, each
 * preceded (save the first) by its joint.
 */
export interface Block {
  readonly kind: BlockKind;
  /** Rows of a table and items of a list are lines; the cells of a row are separated by tabs. */
  readonly text: string;
  /** Of a heading: 1 is the outermost, at most 6. */
  readonly level?: number;
  /** Counted from 1; only for formats that have pages. */
  readonly page?: number;
  /** Of a table: how many of its first lines are its header. */
  readonly headerRows?: number;
  /**
   * Of a part of a table: the lines over it, which its own text does not hold, and which its chunks repeat. Formats of
   * any size pass a table on in parts, the later ones with the first one's header here and `"\n"` as their joint.
   */
  readonly header?: string;
  /** What stands between the preceding block and this one, when it continues the same text: `""`, `" "` or `"\n"`. */
  readonly joint?: string;
}

/** What a document says about itself; null where it says nothing. */
export interface DocumentFacts {
  readonly title: string | null;
  readonly author: string | null;
  readonly description: string | null;
  readonly publishedAt: Date | null;
  /** The language that the document declares, as a BCP 47 tag. */
  readonly language: string | null;
  /** Number of pages, for formats that have pages. */
  readonly pages: number | null;
}

/** Facts of a document that says nothing about itself. */
export const noFacts: DocumentFacts = {
  title: null,
  author: null,
  description: null,
  publishedAt: null,
  language: null,
  pages: null,
};

/** A document that was opened: what it says about itself, and its blocks, which are read as they are asked for. */
export interface ParsedDocument {
  readonly facts: DocumentFacts;
  readonly blocks: AsyncIterable<Block>;
  /** What could not be read, a sentence each, for people; whole once the blocks have been read. */
  readonly warnings?: readonly string[];
}

/** Limits that a parser must keep by itself; time and memory of the process are watched from outside. */
export interface ParseLimits {
  /** Bytes of a file that is held in memory whole (all formats except plain text and Markdown, which stream). */
  readonly wholeFileBytes: number;
  /** Bytes that the parts of a container (zip) may inflate to, together. */
  readonly inflatedBytes: number;
  /** Entries of a container. */
  readonly containerEntries: number;
  /** Length of the extracted text in UTF-16 code units. */
  readonly characters: number;
  /** Files inside the file that are kept as documents of their own, */
  readonly parts: number;
  /** and their bytes, together. */
  readonly partBytes: number;
}

/** Keeps files that are found inside a file: entries of an archive, attachments of a mail. */
export interface PartSink {
  /**
   * Keeps one of them. It becomes a document of its own, read by the parser of its own format.
   * @param path Its path inside the container, whatever the container calls it; data, never a path of the disk.
   * @param mimeType The media type that the container claims, or null.
   * @throws DocumentError DOCUMENT_TOO_LARGE beyond `parts` or `partBytes`; what `content` throws.
   */
  add(path: string, mimeType: string | null, content: AsyncIterable<Uint8Array> | Uint8Array): Promise<void>;
}

/** Programs of the machine that parsers may use; what is absent is null, and whoever needs it says so. */
export interface ParserTools {
  /** Reads the text of pictures. */
  readonly ocr: OcrTools | null;
}

/** An OCR engine and what it needs to read PDF pages. */
export interface OcrTools {
  /** Path of tesseract. */
  readonly tesseract: string;
  /** Languages by tesseract's names, such as `eng`; each is installed. */
  readonly languages: readonly string[];
  /** Whether the model that tells which way up a page is, is installed. */
  readonly findsOrientation: boolean;
  /** Told when the engine begins and ends to work on a page, which takes seconds; never crosses a process boundary. */
  readonly onRunning?: (isRunning: boolean) => void;
}

/** The file to be read. */
export interface ParseSource {
  /** Where its bytes are on the local disk; never derived from its name. */
  readonly path: string;
  /** The name that it came with. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly limits: ParseLimits;
  /** Opens it when it is encrypted; null when none was given. */
  readonly password: string | null;
  /** Where files inside it go; null when they are not wanted: the container's own text is then all. */
  readonly parts: PartSink | null;
  readonly tools: ParserTools;
}

/** What is known of a file before a parser is chosen. */
export interface FileProbe {
  /** The extension of its name: lower case, no dot, `""` when it has none. */
  readonly extension: string;
  /** The media type that its sender claims, lower case and without parameters. */
  readonly mimeType: string | null;
  /** Its first bytes, at most 64 KiB. */
  readonly head: Uint8Array;
  /** The media type that its magic numbers prove, if any: text has none. */
  readonly magicType: string | null;
  /** Its first characters when its bytes are text in some encoding, else null. */
  readonly headText: string | null;
}

/** Reads one format. To add a format, write one such file, and name it in the registry and in the table of formats. Extensions count only where no parser recognises the content. */
export interface Parser extends FormatNames {
  /** Whether the format is text, so that an extension or a claimed type may choose among parsers of text. */
  readonly isText: boolean;
  /** Whether the content alone proves this format. */
  recognises(probe: FileProbe): boolean;
  /** @throws DocumentError when the file cannot be read; so may the iteration of the blocks. */
  parse(source: ParseSource): Promise<ParsedDocument>;
}

import { Parser } from "htmlparser2";
import { DocumentError } from "../../errors.js";

/** Attributes of an element by their names as they are written, prefixes included. */
export type XmlAttributes = Readonly<Record<string, string>>;

/** Receives what an XML document holds, in order. Names of elements come without their prefixes. */
export interface XmlReader {
  open(name: string, attributes: XmlAttributes): void;
  /** Part of the text between two tags; entities are replaced. One text may come in several parts. */
  text(text: string): void;
  close(name: string): void;
}

/** Documents people write nest a few dozen elements; the tokenizer takes time proportional to the depth for each. */
const maximumDepth = 1_000;
const pieceBytes = 65_536;

/**
 * Reads an XML document in pieces, without building a tree. Entities other than the five of XML are never expanded,
 * and nothing is fetched.
 */
export class XmlFeed {
  private readonly parser: Parser;
  private decoder: TextDecoder | null = null;
  private depth = 0;
  private hasRoot = false;

  constructor(reader: XmlReader) {
    this.parser = new Parser(
      {
        onopentag: (name, attributes) => {
          this.enter();
          reader.open(localName(name), attributes);
        },
        ontext: (text) => reader.text(text),
        onclosetag: (name) => {
          this.depth -= 1;
          reader.close(localName(name));
        },
        onprocessinginstruction: refuseEntities,
      },
      { xmlMode: true },
    );
  }

  /**
   * Adds bytes; the first piece holds the XML declaration whole, if there is one.
   * @throws DocumentError DOCUMENT_CORRUPT when the document declares entities, is nested absurdly, or is written in an
   *   unknown encoding; and what the reader throws.
   */
  write(bytes: Uint8Array): void {
    this.decoder ??= decoderOf(bytes);
    this.parser.write(this.decoder.decode(bytes, { stream: true }));
  }

  /** @throws DocumentError DOCUMENT_CORRUPT when the document has no element, or ends inside of one. */
  end(): void {
    this.parser.write(this.decoder?.decode() ?? "");
    if (!this.hasRoot || this.depth > 0) throw damaged("its XML is cut off");
    this.parser.end();
  }

  private enter(): void {
    this.hasRoot = true;
    this.depth += 1;
    if (this.depth > maximumDepth) throw damaged(`its elements are nested more than ${maximumDepth} deep`);
  }
}

/** Reads an XML document that is in memory, handing over control after each piece, so that results can be taken. */
export function* feedXml(bytes: Uint8Array, reader: XmlReader): Generator<void, void, void> {
  const feed = new XmlFeed(reader);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    feed.write(bytes.subarray(at, at + pieceBytes));
    yield;
  }
  feed.end();
}

/** Reads an XML document that is in memory to its end. */
export function readXml(bytes: Uint8Array, reader: XmlReader): void {
  for (const _ of feedXml(bytes, reader));
}

/** The characters of an XML document, or of a page of XHTML, that is in memory. */
export function decodeXml(bytes: Uint8Array): string {
  return decoderOf(bytes).decode(bytes);
}

/** The value of an attribute by its name without the prefix, which it must have; undefined when there is none. */
export function prefixedAttribute(attributes: XmlAttributes, name: string): string | undefined {
  for (const key in attributes) {
    if (key.endsWith(name) && key.charCodeAt(key.length - name.length - 1) === 0x3a) return attributes[key];
  }
  return undefined;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Documents of these formats have no use for entities of their own, which can expand without end or read other files. */
function refuseEntities(name: string, declaration: string): void {
  const isType = /^!doctype$/i.test(name);
  if (/^!entity$/i.test(name) || (isType && declaration.includes("["))) throw damaged("its XML declares entities");
}

/** XML is UTF-8 unless a mark, its first bytes, or its declaration say otherwise (XML 1.0, appendix F). */
function decoderOf(bytes: Uint8Array): TextDecoder {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return new TextDecoder("utf-16le");
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return new TextDecoder("utf-16be");
  const head = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const declared = /<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(declared);
  } catch {
    throw damaged(`its XML is in the unknown encoding ${declared}`);
  }
}

function damaged(how: string): DocumentError {
  return new DocumentError("DOCUMENT_CORRUPT", `The file is damaged or hostile: ${how}.`);
}

import { DocumentError } from "../../errors.js";
import { XmlFeed, type XmlReader } from "../xml/xml-feed.js";
import { longerContent } from "./cell-content.js";

const slabBytes = 4_194_304;
/** Texts may have so many bytes as UTF-8, together. */
const maximumBytes = 268_435_456;

/**
 * The texts that the cells of a workbook share (ECMA-376 part 1, 18.4.9), as bytes: a text has a few bytes more than its
 * characters here, where a string of its own has dozens.
 */
export class SharedStrings {
  private readonly slabs: Buffer[] = [];
  private used = slabBytes;
  private total = 0;
  /** Of each text: its slab, its place there, its length. */
  private places = new Uint32Array(3_072);
  private count = 0;

  /** @throws DocumentError when the part is damaged, or its texts exceed 256 MiB. */
  static async read(pieces: AsyncIterable<Uint8Array>): Promise<SharedStrings> {
    const strings = new SharedStrings();
    const feed = new XmlFeed(new StringReader((text) => strings.add(text)));
    let isEmpty = true;
    for await (const piece of pieces) {
      feed.write(piece);
      isEmpty = false;
    }
    if (!isEmpty) feed.end();
    return strings;
  }

  /** The text of a number, `""` when there is none. */
  get(index: number): string {
    if (!(index >= 0 && index < this.count)) return "";
    const [slab = 0, start = 0, length = 0] = this.places.subarray(index * 3, index * 3 + 3);
    return this.slabs[slab]?.toString("utf8", start, start + length) ?? "";
  }

  private add(text: string): void {
    const length = Buffer.byteLength(text);
    this.total += length;
    if (this.total > maximumBytes) {
      throw new DocumentError("DOCUMENT_TOO_LARGE", `The workbook has more than ${maximumBytes} bytes of text.`);
    }
    if (this.used + length > slabBytes || this.slabs.length === 0) {
      this.slabs.push(Buffer.allocUnsafeSlow(Math.max(slabBytes, length)));
      this.used = 0;
    }
    this.slabs.at(-1)?.write(text, this.used, "utf8");
    if (this.count * 3 >= this.places.length) {
      const larger = new Uint32Array(this.places.length * 2);
      larger.set(this.places);
      this.places = larger;
    }
    this.places.set([this.slabs.length - 1, this.used, length], this.count * 3);
    this.count += 1;
    this.used += length;
  }
}

/** Reads the texts of a part; what tells how to pronounce them is left out. */
class StringReader implements XmlReader {
  private content = "";
  private inText = false;
  private inPhonetic = false;

  constructor(private readonly found: (text: string) => void) {}

  open(name: string): void {
    if (name === "si") this.content = "";
    else if (name === "rPh") this.inPhonetic = true;
    else if (name === "t") this.inText = !this.inPhonetic;
  }

  text(text: string): void {
    if (this.inText) this.content = longerContent(this.content, text);
  }

  close(name: string): void {
    if (name === "t") this.inText = false;
    else if (name === "rPh") this.inPhonetic = false;
    else if (name === "si") this.found(this.content);
  }
}

import { DocumentError } from "../../errors.js";
import { type Relation, relationsOf } from "../office/relations.js";
import type { Block } from "../parser.js";
import { prefixedAttribute, readXml } from "../xml/xml-feed.js";
import { chartBlocks } from "./chart-blocks.js";
import { diagramBlocks } from "./diagram-blocks.js";
import { commentAuthors, commentBlocks } from "./slide-comments.js";
import { SlideReader } from "./slide-reader.js";

/** Slides have some kilobytes, without their pictures; each is read whole. */
const maximumSlideBytes = 33_554_432;

type Parts = ReadonlyMap<string, Buffer>;

/** A presentation whose slides are read as they are asked for. */
export class Presentation {
  /** Names of the slides' parts in the order of showing; those that are hidden too. */
  readonly slides: readonly string[];
  /** Parts that are named and missing; whole once the blocks have been read. */
  readonly missing: string[] = [];
  private readonly authors: ReadonlyMap<string, string>;
  /** Parts that slides share are read once: they could multiply the text without end. */
  private readonly read = new Set<string>();

  /** @throws DocumentError DOCUMENT_CORRUPT when the parts are no presentation. */
  constructor(private readonly parts: Parts) {
    const main = [...relationsOf(parts, "").values()].find(({ type }) => type === "officeDocument")?.target ?? "";
    const content = parts.get(main);
    if (content === undefined) throw damaged("it is no presentation");
    const relations = relationsOf(parts, main);
    this.slides = slidesOf(content, relations, this.missing);
    if (this.slides.some((slide) => !parts.has(slide))) throw damaged("a slide is missing");
    const authors = [...relations.values()].filter(({ type }) => type === "commentAuthors" || type === "authors");
    this.authors = commentAuthors(authors.flatMap(({ target }) => parts.get(target) ?? []));
  }

  /** The blocks of every slide: its title, its text, its diagrams and charts, the notes for the speaker, the comments. */
  async *blocks(): AsyncGenerator<Block, void, void> {
    for (const [index, slide] of this.slides.entries()) {
      for (const block of this.slideBlocks(slide)) yield { ...block, page: index + 1 };
    }
  }

  private *slideBlocks(name: string): Generator<Block, void, void> {
    const content = this.once(name);
    if (content === undefined) return;
    const reader = new SlideReader(true);
    readXml(content, reader);
    yield* reader.blocks();
    const relations = relationsOf(this.parts, name);
    for (const id of reader.shown) yield* this.shownBlocks(relations.get(id));
    const others = [...relations.values()];
    for (const { target } of others.filter(({ type }) => type === "notesSlide")) yield* this.notesBlocks(target);
    for (const { target } of others.filter(({ type }) => type === "comments")) {
      const part = this.once(target);
      if (part !== undefined) yield* commentBlocks(part, this.authors);
    }
  }

  private shownBlocks(relation: Relation | undefined): Block[] {
    const part = relation === undefined ? undefined : this.once(relation.target);
    if (part === undefined) return [];
    return relation?.type === "chart" ? chartBlocks(part) : diagramBlocks(part);
  }

  private notesBlocks(name: string): Block[] {
    const part = this.once(name);
    if (part === undefined) return [];
    const reader = new SlideReader(false);
    readXml(part, reader);
    return reader
      .blocks()
      .map((block, index) => (index === 0 ? { ...block, text: `Speaker notes: ${block.text}` } : block));
  }

  /** A part that was not read before. */
  private once(name: string): Buffer | undefined {
    if (this.read.has(name)) return undefined;
    this.read.add(name);
    const part = this.parts.get(name);
    if (part === undefined) this.missing.push(name);
    if (part !== undefined && part.length > maximumSlideBytes) {
      throw new DocumentError("DOCUMENT_TOO_LARGE", `A slide has more than ${maximumSlideBytes} bytes.`);
    }
    return part;
  }
}

function damaged(how: string): DocumentError {
  return new DocumentError("DOCUMENT_CORRUPT", `The file is damaged: ${how}.`);
}

/** @param missing Gets the names of those that no relation leads to. */
function slidesOf(presentation: Buffer, relations: ReadonlyMap<string, Relation>, missing: string[]): string[] {
  const slides = new Set<string>();
  readXml(presentation, {
    open: (name, attributes) => {
      if (name !== "sldId") return;
      const id = prefixedAttribute(attributes, "id") ?? "";
      const relation = relations.get(id);
      if (relation === undefined) missing.push(`slide ${id}`);
      else slides.add(relation.target);
    },
    text: () => undefined,
    close: () => undefined,
  });
  return [...slides];
}

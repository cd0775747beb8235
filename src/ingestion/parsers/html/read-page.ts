import { Parser } from "htmlparser2";
import { DocumentError } from "../../errors.js";
import type { Block, DocumentFacts } from "../parser.js";
import { BlockBuilder } from "./block-builder.js";
import {
  type Attributes,
  blockElements,
  isHidden,
  isMainContent,
  isNavigation,
  isPageControl,
  isPageNumber,
  looksLikeBoilerplate,
  looksLikeConsent,
  skippedElements,
} from "./elements.js";
import { mainContent, type Stretch } from "./main-content.js";
import { PageFacts } from "./page-facts.js";

/** How a page is read. */
interface PageOptions {
  /** Whether navigation and other furniture of a web site is left out. */
  readonly mainContentOnly: boolean;
  /** Whether a link is left out with its text, by its `href`. */
  readonly skipLink?: (href: string) => boolean;
  /** Whether it is XHTML, in which any element may close itself. */
  readonly isXhtml?: boolean;
  /** Ids of elements whose places are wanted; only for pages that are read whole. */
  readonly anchors?: ReadonlySet<string>;
}

/** What a page holds. */
interface Page {
  readonly facts: DocumentFacts;
  readonly blocks: Block[];
  /** For each wanted id that the page has, the index of the first block at or after it. */
  readonly anchors: ReadonlyMap<string, number>;
}

interface OpenElement {
  readonly name: string;
  readonly isSkipped: boolean;
  readonly stretch: { readonly start: number; readonly role: Stretch["role"] } | null;
}

/** The tokenizer takes quadratic time in the depth; browsers stop at 512. */
const maximumDepth = 100_000;
const pieceLength = 65_536;

/**
 * Reads HTML, well-formed or not, into blocks, without building a tree.
 * @throws DocumentError DOCUMENT_TOO_LARGE when elements are nested absurdly.
 */
export function readPage(html: string, options: PageOptions): Page {
  const reader = new PageReader(options);
  const parser = new Parser(reader, { decodeEntities: true, recognizeSelfClosing: options.isXhtml === true });
  for (let at = 0; at < html.length; at += pieceLength) parser.write(html.slice(at, at + pieceLength));
  parser.end();
  return reader.result();
}

/** Follows the elements of a page; called by the tokenizer, which closes what the page leaves open. */
class PageReader {
  private readonly facts = new PageFacts();
  private readonly builder = new BlockBuilder();
  private readonly stretches: Stretch[] = [];
  private readonly elements: OpenElement[] = [];
  private readonly anchors = new Map<string, number>();
  private skipped = 0;
  private isInTitle = false;

  constructor(private readonly options: PageOptions) {}

  onopentag(name: string, attributes: Attributes): void {
    this.facts.element(name, attributes);
    if (this.elements.length >= maximumDepth) {
      throw new DocumentError("DOCUMENT_TOO_LARGE", `Its elements are nested more than ${maximumDepth} deep.`);
    }
    if (name === "title" && this.skipped === 0) this.isInTitle = true;
    const isSkipped = this.isSkipped(name, attributes);
    if (isSkipped) this.skipped += 1;
    const isRead = this.skipped === 0;
    if (isRead && blockElements.has(name)) this.builder.flush();
    this.elements.push({ name, isSkipped, stretch: isRead ? this.stretchOf(name, attributes) : null });
    const id = attributes["id"] ?? (name === "a" ? attributes["name"] : undefined);
    if (id !== undefined && this.options.anchors?.has(id) === true) this.anchors.set(id, this.builder.blocks.length);
    if (isRead) this.builder.open(name, attributes);
  }

  ontext(text: string): void {
    if (this.isInTitle) this.facts.titleText(text);
    else if (this.skipped === 0) this.builder.text(text);
  }

  onclosetag(name: string): void {
    const element = this.elements.pop();
    if (name === "title") this.isInTitle = false;
    if (this.skipped === 0) {
      if (blockElements.has(name)) this.builder.flush();
      this.builder.close(name);
    }
    if (element?.isSkipped === true) this.skipped -= 1;
    if (element?.stretch) this.stretches.push({ ...element.stretch, end: this.builder.blocks.length });
  }

  result(): Page {
    this.builder.end();
    const { blocks } = this.builder;
    const chosen = this.options.mainContentOnly ? mainContent(blocks, this.stretches) : blocks;
    return { facts: this.facts.read(), blocks: chosen.map(({ block }) => block), anchors: this.anchors };
  }

  private isSkipped(name: string, attributes: Attributes): boolean {
    if (skippedElements.has(name) || name === "title" || isHidden(attributes) || isPageNumber(attributes)) return true;
    if (this.options.mainContentOnly && isPageControl(attributes)) return true;
    const href = name === "a" ? attributes["href"] : undefined;
    return href !== undefined && this.options.skipLink?.(href) === true;
  }

  private stretchOf(name: string, attributes: Attributes): OpenElement["stretch"] {
    if (!this.options.mainContentOnly || name === "html" || name === "body") return null;
    const start = this.builder.blocks.length;
    if (isMainContent(name, attributes)) return { start, role: "main" };
    if (isNavigation(name, attributes)) return { start, role: "navigation" };
    if (looksLikeConsent(attributes)) return { start, role: "consent" };
    return looksLikeBoilerplate(name, attributes) ? { start, role: "furniture" } : null;
  }
}

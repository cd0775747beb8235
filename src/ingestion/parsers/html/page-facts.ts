import type { DocumentFacts } from "../parser.js";
import { shortFact } from "../text/clean-text.js";
import { dateFact } from "../text/date-fact.js";
import type { Attributes } from "./elements.js";

const names = {
  title: ["og:title", "citation_title", "dc.title"],
  author: ["author", "article:author", "citation_author", "dc.creator"],
  description: ["description", "og:description", "dc.description"],
  publishedAt: ["article:published_time", "citation_publication_date", "dc.date", "dcterms.date", "date", "pubdate"],
} as const;

/** Collects what the head of a page says about the page. */
export class PageFacts {
  private title = "";
  private language: string | null = null;
  private readonly properties = new Map<string, string>();

  /** Notes the language of the page, and what a `meta` element says. */
  element(name: string, attributes: Attributes): void {
    if (name === "html") this.language ??= shortFact(attributes["lang"] ?? attributes["xml:lang"], 35);
    if (name !== "meta") return;
    const property = (attributes["name"] ?? attributes["property"] ?? attributes["itemprop"] ?? "").toLowerCase();
    const content = attributes["content"];
    if (property !== "" && content !== undefined && !this.properties.has(property))
      this.properties.set(property, content);
  }

  /** Adds to the text of the `title` element. */
  titleText(text: string): void {
    if (this.title.length < 2_000) this.title += text;
  }

  read(): DocumentFacts {
    return {
      title: shortFact(this.title) ?? shortFact(this.first("title")),
      author: shortFact(this.first("author")),
      description: shortFact(this.first("description"), 2_000),
      publishedAt: dateFact(this.first("publishedAt")),
      language: this.language,
      pages: null,
    };
  }

  private first(fact: keyof typeof names): string | undefined {
    return names[fact].map((name) => this.properties.get(name)).find((value) => value !== undefined);
  }
}

import { DocumentError } from "../../errors.js";
import { readPage } from "../html/read-page.js";
import { type DocumentFacts, noFacts } from "../parser.js";
import { shortFact } from "../text/clean-text.js";
import { dateFact } from "../text/date-fact.js";
import { readXml, type XmlAttributes } from "../xml/xml-feed.js";
import { readXmlValues } from "../xml/xml-values.js";
import { resolveReference } from "./package-paths.js";

/** What the package document of a book says: which parts are read, in which order, and where its contents are. */
export interface BookPackage {
  readonly facts: DocumentFacts;
  /** Names of the parts with the text, in reading order. */
  readonly chapters: readonly string[];
  /** What the reading order names and the table of parts does not. */
  readonly unknown: readonly string[];
  /** The part with the table of contents of EPUB 3, which is a page, */
  readonly navigation: string | null;
  /** and with that of EPUB 2, which is not. */
  readonly ncx: string | null;
}

interface ManifestItem {
  readonly part: string;
  readonly mediaType: string;
  readonly isNavigation: boolean;
}

const ncxType = "application/x-dtbncx+xml";
/** A reading order may name pictures and recordings; they have no text. */
const textType = /^(?:application\/(?:xhtml\+xml|xml|x-dtbook\+xml)|text\/.+)$/i;

/** The name of the package document, from `META-INF/container.xml`. @throws DocumentError DOCUMENT_CORRUPT */
export function packagePartOf(container: Buffer | undefined): string {
  let part: string | null = null;
  if (container !== undefined) {
    readXml(container, {
      open: (name, attributes) => {
        if (name === "rootfile") part ??= attributes["full-path"] ?? null;
      },
      text: () => undefined,
      close: () => undefined,
    });
  }
  if (part === null) throw noBook("it does not say where its contents are");
  return part;
}

/** Reads a package document (EPUB 3.3, chapter 5, and OPF 2.0.1). @throws DocumentError DOCUMENT_CORRUPT */
export function readPackage(part: string, content: Buffer | undefined): BookPackage {
  if (content === undefined) throw noBook("its table of parts is missing");
  const manifest = new Map<string, ManifestItem>();
  const order: string[] = [];
  let ncxId: string | undefined;
  readXml(content, {
    open: (name, attributes) => {
      if (name === "item") manifest.set(attributes["id"] ?? "", itemOf(part, attributes));
      else if (name === "spine") ncxId = attributes["toc"];
      else if (name === "itemref") order.push(attributes["idref"] ?? "");
    },
    text: () => undefined,
    close: () => undefined,
  });
  const items = [...manifest.values()];
  const navigation = items.find((item) => item.isNavigation)?.part ?? null;
  const ncx = manifest.get(ncxId ?? "") ?? items.find(({ mediaType }) => mediaType === ncxType);
  const chapters = order
    .flatMap((id) => manifest.get(id) ?? [])
    .filter((item) => textType.test(item.mediaType))
    .map((item) => item.part);
  const unknown = order.filter((id) => !manifest.has(id));
  return { facts: factsOf(content), chapters: [...new Set(chapters)], unknown, navigation, ncx: ncx?.part ?? null };
}

/** What is wrong with a file that is no readable book. */
export function noBook(how: string): DocumentError {
  return new DocumentError("DOCUMENT_CORRUPT", `The file is damaged, or no EPUB: ${how}.`);
}

function itemOf(part: string, attributes: XmlAttributes): ManifestItem {
  return {
    part: resolveReference(part, attributes["href"] ?? "").part,
    mediaType: attributes["media-type"] ?? "",
    isNavigation: (attributes["properties"] ?? "").split(/\s+/).includes("nav"),
  };
}

function factsOf(content: Buffer): DocumentFacts {
  const values = readXmlValues(content);
  const first = (name: string): string | undefined => values.get(name)?.[0];
  return {
    ...noFacts,
    title: shortFact(first("title")),
    author: shortFact(values.get("creator")?.join(", ")),
    description: shortFact(plainText(first("description")), 2_000),
    publishedAt: dateFact(first("date")),
    language: shortFact(first("language"), 35),
  };
}

/** Descriptions are often written in HTML. */
function plainText(description: string | undefined): string | undefined {
  if (description?.includes("<") !== true) return description;
  const { blocks } = readPage(description, { mainContentOnly: false });
  return blocks.map(({ text }) => text).join(" ");
}

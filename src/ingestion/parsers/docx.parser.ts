import { officeFacts } from "./docx/office-facts.js";
import { wordBlocks } from "./docx/word-document.js";
import { formats } from "./formats.js";
import type { Block, FileProbe, ParsedDocument, Parser, ParseSource } from "./parser.js";
import { type CheckedZip, openCheckedZip } from "./zip/checked-zip.js";

const { extensions } = formats.docx;
const magicTypes: readonly string[] = [
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
  "application/vnd.ms-word.document.macroenabled.12",
  "application/vnd.ms-word.template.macroenabledtemplate",
];
/** Text, styles and how they belong together: no pictures, fonts, themes or embedded files. */
const textPart = /^(?:_rels\/\.rels|docProps\/core\.xml|[^/]+\/(?:_rels\/)?[^/]+\.(?:xml|rels))$/i;
/** A thousand pages are about 30 MiB of XML. */
const maximumInflatedBytes = 134_217_728;

/** Documents of Word since 2007: text, headings, lists with their numbers, tables, notes, comments and text boxes. */
export const docxParser: Parser = {
  ...formats.docx,
  isText: false,
  recognises: (probe: FileProbe) =>
    probe.magicType !== null &&
    (magicTypes.includes(probe.magicType) ||
      (probe.magicType === "application/zip" && extensions.includes(probe.extension))),
  async parse(given: ParseSource): Promise<ParsedDocument> {
    const inflatedBytes = Math.min(given.limits.inflatedBytes, maximumInflatedBytes);
    const source = { ...given, limits: { ...given.limits, inflatedBytes } };
    const zip = await openCheckedZip(source, (name) => textPart.test(name));
    try {
      const facts = officeFacts(await zip.read("docProps/core.xml"));
      const warnings: string[] = [];
      return { facts, blocks: documentBlocks(zip, warnings), warnings };
    } catch (error) {
      zip.close();
      throw error;
    }
  },
};

async function* documentBlocks(zip: CheckedZip, warnings: string[]): AsyncGenerator<Block, void, void> {
  try {
    yield* wordBlocks(zip, warnings);
  } finally {
    zip.close();
  }
}

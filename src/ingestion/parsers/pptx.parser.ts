import { officeFacts } from "./docx/office-facts.js";
import { formats } from "./formats.js";
import { missingParts } from "./text/missing-parts.js";
import type { Block, FileProbe, ParsedDocument, Parser, ParseSource } from "./parser.js";
import { Presentation } from "./pptx/presentation.js";
import { readZipEntries } from "./zip/checked-zip.js";

const { extensions } = formats.pptx;
const magicTypes: readonly string[] = [
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
  "application/vnd.openxmlformats-officedocument.presentationml.template",
  "application/vnd.ms-powerpoint.presentation.macroenabled.12",
  "application/vnd.ms-powerpoint.slideshow.macroenabled.12",
  "application/vnd.ms-powerpoint.template.macroenabled.12",
];
/** XML that may hold text or say how parts belong together: no masters, layouts, themes, pictures or embedded files. */
const textPart = /^(?!ppt\/(?:slideMasters|slideLayouts|notesMasters|handoutMasters|theme|media)\/).+\.(?:xml|rels)$/i;

/** Presentations of PowerPoint since 2007: titles, text, lists, tables, diagrams, charts, speaker notes, comments. */
export const pptxParser: Parser = {
  ...formats.pptx,
  isText: false,
  recognises: ({ magicType, extension }: FileProbe) =>
    magicType !== null &&
    (magicTypes.includes(magicType) || (magicType === "application/zip" && extensions.includes(extension))),
  async parse(source: ParseSource): Promise<ParsedDocument> {
    const parts = await readZipEntries(source, (name) => textPart.test(name));
    const presentation = new Presentation(parts);
    const facts = officeFacts(parts.get("docProps/core.xml") ?? null);
    const warnings: string[] = [];
    return {
      facts: { ...facts, pages: presentation.slides.length },
      blocks: allBlocks(presentation, warnings),
      warnings,
    };
  },
};

async function* allBlocks(presentation: Presentation, warnings: string[]): AsyncGenerator<Block, void, void> {
  yield* presentation.blocks();
  warnings.push(...missingParts("parts", presentation.missing));
}

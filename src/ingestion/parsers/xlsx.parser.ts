import { officeFacts } from "./docx/office-facts.js";
import { formats } from "./formats.js";
import type { Block, FileProbe, ParsedDocument, Parser, ParseSource } from "./parser.js";
import { readWorkbook } from "./xlsx/workbook.js";
import { workbookBlocks } from "./xlsx/workbook-blocks.js";
import { type CheckedZip, openCheckedZip } from "./zip/checked-zip.js";

const { extensions } = formats.xlsx;
const magicTypes: readonly string[] = [
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
  "application/vnd.ms-excel.sheet.macroenabled.12",
  "application/vnd.ms-excel.template.macroenabled.12",
];
/** Sheets, texts, styles, notes, and how they belong together: no pictures, charts, themes or caches of other data. */
const textPart =
  /^(?!xl\/(?:media|theme|charts|chartsheets|drawings|pivotCache|pivotTables|externalLinks|printerSettings)\/).+\.(?:xml|rels)$/i;

/** Workbooks of Excel since 2007: every sheet, also hidden ones, with what its cells show and the notes on them. */
export const xlsxParser: Parser = {
  ...formats.xlsx,
  isText: false,
  recognises: ({ magicType, extension }: FileProbe) =>
    magicType !== null &&
    (magicTypes.includes(magicType) || (magicType === "application/zip" && extensions.includes(extension))),
  async parse(source: ParseSource): Promise<ParsedDocument> {
    const open = (): Promise<CheckedZip> => openCheckedZip(source, (name) => textPart.test(name));
    const zip = await open();
    try {
      await readWorkbook(zip);
      const warnings: string[] = [];
      const facts = officeFacts(await zip.read("docProps/core.xml"));
      return { facts, blocks: blocksOf(open, warnings), warnings };
    } finally {
      zip.close();
    }
  },
};

/** The archive is open only while its blocks are read. */
async function* blocksOf(open: () => Promise<CheckedZip>, warnings: string[]): AsyncGenerator<Block, void, void> {
  const zip = await open();
  try {
    yield* workbookBlocks(zip, await readWorkbook(zip), warnings);
  } finally {
    zip.close();
  }
}

import { DocumentError } from "../../errors.js";
import { type Relation, relationsOf } from "../office/relations.js";
import { readXml } from "../xml/xml-feed.js";
import type { CheckedZip } from "../zip/checked-zip.js";

/** A sheet of cells. */
export interface Sheet {
  readonly name: string;
  /** Whether the workbook does not show it. */
  readonly isHidden: boolean;
  /** The name of its part in the package. */
  readonly part: string;
  readonly relations: readonly Relation[];
}

/** What a workbook consists of (ECMA-376 part 1, 18.2). */
export interface Workbook {
  /** Those of cells, in the order of their tabs. */
  readonly sheets: readonly Sheet[];
  /** Names of the sheets that hold a chart or a dialogue in place of cells, */
  readonly others: readonly string[];
  /** and of those that the file does not hold, with other parts that have text. */
  readonly missing: readonly string[];
  /** Names of parts; null when there is none. */
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  readonly persons: readonly string[];
  /** Whether its dates count from the end of 1903. */
  readonly countsFrom1904: boolean;
}

/** @throws DocumentError DOCUMENT_CORRUPT when the package holds no workbook. */
export async function readWorkbook(zip: CheckedZip): Promise<Workbook> {
  const links = new Map<string, Buffer>();
  for (const name of zip.names) {
    if (name.endsWith(".rels")) links.set(name, (await zip.read(name)) ?? Buffer.alloc(0));
  }
  const root = [...relationsOf(links, "").values()].find(({ type }) => type === "officeDocument");
  const part = root?.target ?? "xl/workbook.xml";
  const content = await zip.read(part);
  if (content === null) throw new DocumentError("DOCUMENT_CORRUPT", "The file is damaged: it holds no workbook.");
  const relations = relationsOf(links, part);
  const sheets: Sheet[] = [];
  const others: string[] = [];
  const missing: string[] = [];
  let countsFrom1904 = false;
  readXml(content, {
    open: (element, attributes) => {
      if (element === "workbookPr") countsFrom1904 = /^(?:1|true|on)$/.test(attributes["date1904"] ?? "");
      if (element !== "sheet") return;
      const id = attributes["r:id"] ?? Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1];
      const relation = id === undefined ? undefined : relations.get(id);
      const name = attributes["name"] ?? "";
      if (relation !== undefined && !/^(?:worksheet|xlMacrosheet)$/i.test(relation.type)) {
        others.push(name);
        return;
      }
      if (relation === undefined || !zip.names.has(relation.target)) missing.push(name);
      if (relation === undefined) return;
      sheets.push({
        name,
        isHidden: (attributes["state"] ?? "visible") !== "visible",
        part: relation.target,
        relations: [...relationsOf(links, relation.target).values()],
      });
    },
    text: () => undefined,
    close: () => undefined,
  });
  const targets = (type: string): string[] =>
    [...relations.values()].filter((relation) => relation.type === type).map(({ target }) => target);
  missing.push(...targets("sharedStrings").filter((target) => !zip.names.has(target)));
  return {
    sheets,
    others,
    missing,
    sharedStrings: targets("sharedStrings")[0] ?? null,
    styles: targets("styles")[0] ?? null,
    persons: targets("person"),
    countsFrom1904,
  };
}

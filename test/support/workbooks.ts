import { zip, type ZipEntry } from "./documents.js";

/** A cell of a sheet: a text (shared), a number (with the index of its style), or the XML of a cell as it is. */
export type WorkbookCell =
  string | { readonly number: number | string; readonly style?: number } | { readonly xml: string } | null;

/** A sheet of a workbook to be built. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly WorkbookCell[])[];
  readonly merged?: readonly string[];
  readonly state?: "hidden" | "veryHidden";
  /** XML of the part with notes. */
  readonly notes?: string;
}

/** What workbooks have besides sheets. */
export interface WorkbookOptions {
  /** Format codes; the n-th one is style n + 1. */
  readonly formats?: readonly string[];
  readonly countsFrom1904?: boolean;
}

const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`;
const relationType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of a workbook of Excel. */
export function workbookEntries(sheets: readonly WorkbookSheet[], options: WorkbookOptions = {}): ZipEntry[] {
  const strings: string[] = [];
  const { formats = [], countsFrom1904 = false } = options;
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<?xml version="1.0"?><workbook ${main}><workbookPr${countsFrom1904 ? ' date1904="1"' : ""}/><sheets>${sheets
      .map(
        ({ name, state }, at) =>
          `<sheet name="${escape(name)}" sheetId="${at + 1}"${state === undefined ? "" : ` state="${state}"`} r:id="rId${at + 1}"/>`,
      )
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...sheets.map((_, at): [string, string] => ["worksheet", `worksheets/sheet${at + 1}.xml`]),
      ["sharedStrings", "sharedStrings.xml"],
      ["styles", "/xl/styles.xml"],
    ]),
    "xl/styles.xml": `<styleSheet ${main}><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escape(code)}"/>`).join("")}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`).join("")}<xf numFmtId="14"/></cellXfs></styleSheet>`,
  };
  for (const [at, { rows, merged = [], notes }] of sheets.entries()) {
    const data = rows.map((row, line) => rowXml(row, line, strings)).join("");
    const mergedXml =
      merged.length === 0
        ? ""
        : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `<?xml version="1.0"?><worksheet ${main}><sheetData>${data}</sheetData>${mergedXml}</worksheet>`;
    if (notes === undefined) continue;
    parts[`xl/comments${at + 1}.xml`] = notes;
    parts[`xl/worksheets/_rels/sheet${at + 1}.xml.rels`] = relations([["comments", `../comments${at + 1}.xml`]]);
  }
  parts["xl/sharedStrings.xml"] =
    `<sst ${main}>${strings.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join("")}</sst>`;
  return Object.entries(parts).map(([name, content]) => ({ name, content: Buffer.from(content) }));
}

/** A workbook of Excel. */
export function workbook(sheets: readonly WorkbookSheet[], options: WorkbookOptions = {}): Buffer {
  return zip(workbookEntries(sheets, options));
}

function rowXml(row: readonly WorkbookCell[], line: number, strings: string[]): string {
  if (row.length === 0) return "";
  const cells = row.map((cell, column) => {
    const reference = `${String.fromCharCode(65 + column)}${line + 1}`;
    if (cell === null) return "";
    if (typeof cell === "string") {
      strings.push(cell);
      return `<c r="${reference}" t="s"><v>${strings.length - 1}</v></c>`;
    }
    return "xml" in cell
      ? cell.xml.replace("<c", `<c r="${reference}"`)
      : `<c r="${reference}" s="${cell.style ?? 0}"><v>${cell.number}</v></c>`;
  });
  return `<row r="${line + 1}">${cells.join("")}</row>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  return `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${relationType}/${type}" Target="${target}"/>`)
    .join("")}</Relationships>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

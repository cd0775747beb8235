import { execFileSync } from "node:child_process";

/** A sheet, or a file of comma-separated values, as another program reads it. */
export interface ReadTable {
  readonly file: string;
  readonly sheet: string;
  /** Cells by rows and columns as they stand in the sheet; null where there is none, or none that can be compared. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * Reads workbooks and CSV by nothing but Python's own libraries, and writes them as JSON. Numbers are taken only when
 * their format does not change their digits, so that what a cell shows is known without formatting it.
 */
const program = `
import csv, json, re, sys, zipfile
from xml.etree import ElementTree
main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
plain = {0: "General", 1: "0", 3: "#,##0", 37: "#,##0", 38: "#,##0"}

def column(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - 64
    return number - 1

def shown(text, code):
    value = float(text)
    if code == "General":
        return text if re.fullmatch(r"-?\\d+", text) else "%.15g" % value
    bare = re.sub(r'"[^"]*"|\\[[^\\]]*\\]|\\\\.', "", code)
    whole = value == int(value) and not re.search(r"[ymdhsYMDHS%.E?/]", bare)
    return str(int(value)) if whole else None

def workbook(path):
    archive = zipfile.ZipFile(path)
    if sum(entry.file_size for entry in archive.infolist()) > 50_000_000:
        return
    part = lambda name: ElementTree.fromstring(archive.read(name))
    names = set(archive.namelist())
    strings = []
    if "xl/sharedStrings.xml" in names:
        for item in part("xl/sharedStrings.xml").iter(main + "si"):
            strings.append("".join(t.text or "" for t in item.iter(main + "t")))
    codes = []
    if "xl/styles.xml" in names:
        styles = part("xl/styles.xml")
        own = {int(f.get("numFmtId")): f.get("formatCode") for f in styles.iter(main + "numFmt")}
        for style in styles.iterfind(main + "cellXfs/" + main + "xf"):
            number = int(style.get("numFmtId") or 0)
            codes.append(own.get(number) or plain.get(number))
    targets = {r.get("Id"): r.get("Target") for r in part("xl/_rels/workbook.xml.rels")}
    for sheet in part("xl/workbook.xml").iter(main + "sheet"):
        target = targets.get(sheet.get(relation), "")
        name = target[1:] if target.startswith("/") else "xl/" + target
        if name not in names or "worksheets/" not in name:
            continue
        rows = []
        for row in part(name).iter(main + "row"):
            at = int(row.get("r")) - 1
            while len(rows) <= at:
                rows.append([])
            for cell in row.iter(main + "c"):
                place, kind, value = column(cell.get("r")), cell.get("t") or "n", cell.find(main + "v")
                text = None if value is None else value.text
                if kind == "s" and text is not None:
                    text = strings[int(text)]
                elif kind == "n" and text is not None:
                    style = int(cell.get("s") or 0)
                    code = codes[style] if style < len(codes) else "General"
                    text = None if code is None else shown(text, code)
                elif kind not in ("str", "n"):
                    text = None
                while len(rows[at]) <= place:
                    rows[at].append(None)
                rows[at][place] = text
        yield sheet.get("name"), rows

tables = []
for path in sys.argv[1:]:
    try:
        if path.endswith(".xlsx"):
            found = list(workbook(path))
        else:
            with open(path, newline="", encoding="utf-8-sig") as file:
                found = [("", list(csv.reader(file, delimiter="\\t" if path.endswith(".tsv") else ",")))]
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, ElementTree.ParseError):
        continue
    tables += [{"file": path, "sheet": sheet, "rows": rows} for sheet, rows in found]
json.dump(tables, sys.stdout)
`;

/** Reads tables with Python, which has to be installed as `python3`; what it cannot read is left out. */
export function readTables(files: readonly string[]): ReadTable[] {
  const output = execFileSync("python3", ["-c", program, ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
  return JSON.parse(output) as ReadTable[];
}

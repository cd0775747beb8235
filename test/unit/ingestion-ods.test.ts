import { describe, expect, it } from "@jest/globals";
import { read, zip } from "../support/documents.js";

const spaces = ["office", "table", "text", "draw", "style", "dc"]
  .map((name) => `xmlns:${name}="urn:${name}"`)
  .join(" ");
const cell = (text: string, attributes = ""): string =>
  `<table:table-cell ${attributes}>${text === "" ? "" : `<text:p>${text}</text:p>`}</table:table-cell>`;
const row = (cells: string, attributes = ""): string => `<table:table-row ${attributes}>${cells}</table:table-row>`;

/** A spreadsheet of the XML of its sheets. */
function spreadsheet(sheets: string, styles = ""): Buffer {
  const mimeType = "application/vnd.oasis.opendocument.spreadsheet";
  const content = `<office:document-content ${spaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${sheets}</office:spreadsheet></office:body></office:document-content>`;
  return zip([
    { name: "mimetype", content: Buffer.from(mimeType) },
    { name: "content.xml", content: Buffer.from(content) },
  ]);
}

describe("OpenDocument spreadsheets", () => {
  it("give their sheets as headings over tables, and the notes on cells", async () => {
    const note = `<office:annotation><dc:creator>Ann</dc:creator><dc:date>2024-05-06</dc:date><text:p>At noon</text:p></office:annotation>`;
    const sheet = `<table:table table:name="Heights"><table:shapes><draw:frame><draw:text-box><text:p>Drawn by hand</text:p></draw:text-box></draw:frame></table:shapes>${row(
      cell("Port") + cell("Metres") + cell("Share"),
    )}${row(cell("Saint-Malo") + `<table:table-cell office:value="12.2">${note}<text:p>12.20</text:p></table:table-cell>` + cell("40%"))}${row(
      cell("a<text:s/>b", ""),
    )}${row(cell("", 'table:number-columns-repeated="1024"'), 'table:number-rows-repeated="1048000"')}</table:table>`;
    const { blocks, format } = await read("heights.ods", spreadsheet(sheet));
    expect(format).toBe("ods");
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "Heights" },
      { kind: "table", headerRows: 1, text: "Port\tMetres\tShare\nSaint-Malo\t12.20\t40%\na b" },
      { kind: "paragraph", text: "Drawn by hand" },
      { kind: "paragraph", text: "Note on B2 by Ann: At noon" },
    ]);
  });

  it("keep the columns of cells behind repeated empty ones, and mark hidden sheets", async () => {
    const styles = `<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>`;
    const gap = cell("", 'table:number-columns-repeated="2"');
    const sheet = `<table:table table:name="Costs" table:style-name="ta1">${row(cell("a") + gap + cell("b"))}</table:table>`;
    const { text } = await read("costs.ods", spreadsheet(sheet, styles));
    expect(text).toBe("Costs (hidden)\n\na\t\t\tb");
  });

  it("with a text in every cell there can be are read in bounded form", async () => {
    const sheet = `<table:table table:name="Full">${row(cell("x", 'table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048576"')}</table:table>`;
    const { text } = await read("full.ods", spreadsheet(sheet));
    expect(text.length).toBeLessThan(100_000);
  });
});

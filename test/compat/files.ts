import { pdf, wordEntries, zip } from "../support/documents.js";
import { workbookEntries } from "../support/workbooks.js";

const lighthouse =
  "The lighthouse at Cape Verdant was built in 1873. Its keeper, Ada Moreau, logged every passing ship.\n\nThe lens was replaced in 1921 by a first-order Fresnel lens.\n";
const tea =
  "# Tea brewing\n\nGreen tea is brewed at **80 degrees** for two minutes.\n\n- oolong: 90 degrees\n- black: 98 degrees\n";
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Contents by the end of the recorded name; only sizes and what became of the files were recorded. */
const contents: readonly (readonly [ending: string, content: () => string | Uint8Array])[] = [
  ["empty.txt", () => ""],
  [".md", () => tea],
  [".html", () => "<!doctype html><title>Bee page</title><h1>Bees</h1><p>Honey bees waggle dance.</p>"],
  [".csv", () => "name,age\nAlice,30\nBob,41\n"],
  [".json", () => '{"ferry": "The ferry to Ost leaves at nine.", "seats": 40}'],
  [".xyz", () => "unknown extension text content"],
  [".docx", () => zip(wordEntries(paragraph("The Hollin glacier retreated forty metres in 2011.")))],
  [
    ".xlsx",
    () =>
      zip(
        workbookEntries([
          {
            name: "Harvest",
            rows: [
              ["crop", "tonnes"],
              ["barley", { number: 40 }],
            ],
          },
        ]),
      ),
  ],
  [".pdf", () => pdf([[{ text: "Volcano report: Mount Tavara erupted in 1902.", x: 72, y: 700 }]])],
  [".png", () => Buffer.from(pixel, "base64")],
  [".bin", () => Uint8Array.from({ length: 512 }, (_, at) => (at * 151 + 7) % 256)],
];

/** A file in place of a recorded one. */
export function contentOf(name: string, type: string): string | Uint8Array {
  const found = contents.find(([ending]) => name.endsWith(ending))?.[1];
  if (found !== undefined) return found();
  return type === "application/octet-stream"
    ? Uint8Array.from({ length: 512 }, (_, at) => (at * 151) % 256)
    : lighthouse;
}

function paragraph(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

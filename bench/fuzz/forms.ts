import fc, { type Arbitrary } from "fast-check";
import { pixel } from "../../test/support/image-upstream.js";
import { bytesOf, type FuzzBody, wireText } from "./encoding.js";
import { text } from "./values.js";

const boundary = "fuzz-boundary";
/** Properties that bring files. */
const fileFields = new Set(["file", "files", "image", "image_references"]);

interface FormFile {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

/** Files that are read, and files that are not what they say they are. */
const file: Arbitrary<FormFile> = fc.oneof(
  {
    arbitrary: fc.nat(99).map((at) => ({
      name: `fuzz ${at}.txt`,
      type: "text/plain",
      content: `The lighthouse of Ost was lit in ${1_800 + at}.`,
    })),
    weight: 4,
  },
  { arbitrary: fc.constant({ name: "pixel.png", type: "image/png", content: pixel.toString("latin1") }), weight: 3 },
  {
    arbitrary: fc.record({
      name: fc.oneof(text, fc.constantFrom("a.pdf", "a.docx", "a.html", "a.csv", "a.zip", "../../a.txt", "a", "")),
      type: fc.constantFrom("text/plain", "application/pdf", "image/png", "nonsense"),
      content: text.map((value) => bytesOf(value)),
    }),
    weight: 1,
  },
);

/** Forms of the properties of an object; those that bring files do, and a part comes twice now and then. */
export function form(values: Arbitrary<unknown>): Arbitrary<FuzzBody> {
  return fc.tuple(values, file, fc.nat(19)).map(([value, sent, choice]) => {
    const all = typeof value === "object" && value !== null ? Object.entries(value) : [];
    const entries = all.filter(([name, item]) => item !== undefined || fileFields.has(name));
    const parts = entries.map(([name, item]) => (fileFields.has(name) ? filePart(name, sent) : textPart(name, item)));
    const sentParts = choice === 0 ? [...parts, ...parts] : parts;
    const end = choice === 1 ? "" : `--${boundary}--\r\n`;
    return { body: `${sentParts.join("")}${end}`, contentType: `multipart/form-data; boundary=${boundary}` };
  });
}

function filePart(field: string, { name, type, content }: FormFile): string {
  const head = `name="${headerSafe(field)}"; filename="${bytesOf(name).replace(/["\r\n]/g, "_")}"`;
  return `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
}

function textPart(name: string, value: unknown): string {
  const head = `Content-Disposition: form-data; name="${headerSafe(name)}"`;
  return `--${boundary}\r\n${head}\r\n\r\n${bytesOf(wireText(value))}\r\n`;
}

function headerSafe(name: string): string {
  return name.replace(/[^\w-]/g, "_");
}

import { DocumentError } from "../../errors.js";

/** Excel keeps 32,767 characters in a cell; other programs write more, none this much. */
const longestContent = 1_048_576;

/** The content of a cell with its next part. @throws DocumentError DOCUMENT_TOO_LARGE beyond a mebi of characters. */
export function longerContent(content: string, part: string): string {
  if (content.length + part.length > longestContent) {
    throw new DocumentError("DOCUMENT_TOO_LARGE", `A cell of the workbook has more than ${longestContent} characters.`);
  }
  return content + part;
}

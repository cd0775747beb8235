/** A longer name is cut: file systems and most programs know no longer ones. */
const maximumSegmentLength = 255;
/** Deeper folders are left out, from the outermost. */
const maximumSegments = 32;
const separators = /[/\\]+/;
const drive = /^([A-Za-z]):/;
// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const unwanted = /[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * The path of a file inside another one, as names of folders and at last of the file, each safe to be shown, stored and
 * used as a name: containers may claim any path, also ones that lead out of them.
 *
 * There is always at least one name, none is empty, `.` or `..`, none has a separator, a control character, or blanks
 * at its ends. Cleaning what was cleaned changes nothing.
 */
export function partPath(path: string): string[] {
  const segments = path
    .toWellFormed()
    .replace(unwanted, "")
    .normalize("NFC")
    .split(separators)
    .map(cleanSegment)
    .filter((segment) => segment !== "");
  return segments.length === 0 ? ["unnamed"] : segments.slice(-maximumSegments);
}

/** A name without blanks at its ends; empty when it consists of dots. */
function cleanSegment(segment: string): string {
  const trimmed = segment.trim();
  let name = trimmed.length === 2 ? trimmed.replace(drive, "") : trimmed.replace(drive, "$1_");
  if (name.length > maximumSegmentLength) name = shortened(name);
  return /^[.\s]*$/.test(name) ? "" : name;
}

/** Cuts the middle out, so that the extension stays. */
function shortened(name: string): string {
  const end = name
    .slice(-32)
    .toWellFormed()
    .replace(/^\ufffd/, "");
  const start = name
    .slice(0, maximumSegmentLength - 33)
    .toWellFormed()
    .replace(/\ufffd$/, "");
  return `${start}~${end}`.trim();
}

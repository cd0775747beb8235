/** Extensions by which files of the web are known again, where their address has none. */
const extensions: Readonly<Record<string, string>> = {
  "text/html": "html",
  "application/xhtml+xml": "xhtml",
  "text/plain": "txt",
  "text/markdown": "md",
  "text/csv": "csv",
  "text/tab-separated-values": "tsv",
  "application/json": "json",
  "application/pdf": "pdf",
  "application/epub+zip": "epub",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
};

/** What a Content-Type header says: the media type in lower case, and the charset where it names one. */
export function mediaTypeOf(contentType: string | undefined): {
  readonly type: string;
  readonly charset: string | null;
} {
  const [type = "", ...parameters] = (contentType ?? "").split(";");
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(parameter)?.[1])
    .find(Boolean);
  const name = type.trim().toLowerCase();
  return { type: /^[\w.+-]+\/[\w.+-]+$/.test(name) ? name : "application/octet-stream", charset: charset ?? null };
}

/**
 * The name that a file of the web gets: what its server calls it, or else the end of its address, with an extension that
 * tells its type.
 */
export function fileNameOf(url: string, headers: Readonly<Record<string, string>>): string {
  const given = dispositionName(headers["content-disposition"] ?? "");
  if (given !== null) return given;
  const { hostname, pathname } = new URL(url);
  const last = decoded(pathname.split("/").findLast((segment) => segment !== "") ?? "");
  const name = last === "" ? hostname : last;
  const extension = extensions[mediaTypeOf(headers["content-type"]).type];
  const isMissing = extension !== undefined && (last === "" || !/\.[a-z]\w{0,4}$/i.test(last));
  return isMissing ? `${name}.${extension}` : name;
}

/** The file name in a Content-Disposition header (RFC 6266), the form with a charset (RFC 8187) before the plain one. */
function dispositionName(header: string): string | null {
  const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
  if (extended !== undefined) return decoded(extended);
  const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header);
  const name = plain?.[1]?.replace(/\\(.)/g, "$1") ?? plain?.[2] ?? "";
  return name.trim() === "" ? null : name;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

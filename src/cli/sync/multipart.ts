import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";

/** A file as it is sent. */
export interface OutgoingFile {
  readonly name: string;
  /** Where it stands on this machine. */
  readonly location: string;
}

/** A body and the header that tells how it is divided. */
export interface MultipartBody {
  readonly contentType: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * A GraphQL operation with files, by the GraphQL multipart request specification. Files are read while they are sent, one
 * after the other.
 * @param places Where each file stands in the variables, such as `variables.input.items.0.file`.
 */
export function multipartOf(
  operation: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> },
  places: readonly string[],
  files: readonly OutgoingFile[],
): MultipartBody {
  const boundary = `docent-${randomUUID()}`;
  const map = Object.fromEntries(places.map((place, index) => [String(index), [place]]));
  const fields = { operations: JSON.stringify(operation), map: JSON.stringify(map) };
  return { contentType: `multipart/form-data; boundary=${boundary}`, content: contentOf(boundary, fields, files) };
}

async function* contentOf(
  boundary: string,
  fields: Readonly<Record<string, string>>,
  files: readonly OutgoingFile[],
): AsyncGenerator<Uint8Array, void, void> {
  for (const [name, value] of Object.entries(fields)) {
    yield Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  }
  for (const [index, { name, location }] of files.entries()) {
    yield Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${index}"; filename="${escaped(name)}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    );
    for await (const piece of createReadStream(location)) yield piece as Uint8Array;
    yield Buffer.from("\r\n");
  }
  yield Buffer.from(`--${boundary}--\r\n`);
}

/** As browsers escape file names (HTML standard, multipart form data). */
function escaped(name: string): string {
  return name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}

import { Readable } from "node:stream";
import iconv from "iconv-lite";
import { LinkError } from "./errors.js";
import { fileNameOf, mediaTypeOf } from "./file-names.js";
import { linkError, type FetchRequest, type SafeFetch } from "./safe-fetch.js";

/** What a server said by which it can tell whether its file has changed (RFC 9110, section 13.1). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A file of the web, on its way. */
export interface WebFile extends Validators {
  /** Where the last redirect led. */
  readonly url: string;
  readonly status: number;
  readonly name: string;
  /** The media type that the server claims, without parameters. */
  readonly mimeType: string;
  /** Throws LinkError when the server breaks off, is silent too long, or sends more than is taken. */
  readonly content: Readable;
}

/** What is asked of the web. */
export interface FileRequest extends FetchRequest {
  /** From an earlier answer: the file is sent only when it has changed since. */
  readonly validators?: Validators;
  readonly maximumBytes: number;
}

/** Media types whose bytes are characters in the charset that the server names. */
const hasCharset = /^(?:text\/|application\/xhtml\+xml$)/;
const isUtf8 = /^(?:utf-?8|us-ascii|ascii)$/i;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Opens a file of the web; null when it has not changed since the validators. A text whose server names another charset
 * than UTF-8 comes as UTF-8 with a byte order mark: what the transport says goes before what the file says of itself
 * (HTML standard, section "determining the character encoding"), and would be lost with it.
 * @throws LinkError, and what the signal was fired with.
 */
export async function fetchFile(web: SafeFetch, request: FileRequest): Promise<WebFile | null> {
  const { validators, maximumBytes, headers, signal, ...asked } = request;
  const conditions = validators === undefined ? {} : conditionsOf(validators);
  const answer = await web.get({
    ...asked,
    headers: { ...headers, ...conditions },
    ...(signal === undefined ? {} : { signal }),
  });
  if (answer.status === 304) {
    answer.body.destroy();
    // Only who asked conditionally can make anything of it.
    if (validators !== undefined) return null;
    throw new LinkError("LINK_STATUS", "The link's server answered 304.", 304);
  }
  if (Number(answer.headers["content-length"]) > maximumBytes) {
    answer.body.destroy();
    throw tooLarge(maximumBytes);
  }
  const { type, charset } = mediaTypeOf(answer.headers["content-type"]);
  const pieces = limited(answer.body, maximumBytes, signal);
  const isRecoded = charset !== null && hasCharset.test(type) && !isUtf8.test(charset) && iconv.encodingExists(charset);
  return {
    url: answer.url,
    status: answer.status,
    name: fileNameOf(answer.url, answer.headers),
    mimeType: type,
    etag: answer.headers["etag"] ?? null,
    lastModified: answer.headers["last-modified"] ?? null,
    content: Readable.from(isRecoded ? recoded(pieces, charset) : pieces, { objectMode: false }),
  };
}

function conditionsOf({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag === null ? {} : { "if-none-match": etag }),
    ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
  };
}

async function* limited(
  body: Readable,
  maximumBytes: number,
  signal?: AbortSignal,
): AsyncGenerator<Buffer, void, void> {
  let bytes = 0;
  try {
    for await (const piece of body) {
      bytes += (piece as Buffer).length;
      if (bytes > maximumBytes) throw tooLarge(maximumBytes);
      yield piece as Buffer;
    }
  } catch (error) {
    throw linkError(error, signal);
  } finally {
    body.destroy();
  }
}

async function* recoded(pieces: AsyncIterable<Buffer>, charset: string): AsyncGenerator<Buffer, void, void> {
  const decoder = iconv.getDecoder(charset);
  yield byteOrderMark;
  for await (const piece of pieces) {
    const text = decoder.write(piece);
    if (text !== "") yield Buffer.from(text, "utf8");
  }
  const rest = decoder.end();
  if (rest !== undefined && rest !== "") yield Buffer.from(rest, "utf8");
}

function tooLarge(maximumBytes: number): LinkError {
  return new LinkError("LINK_TOO_LARGE", `The link's file exceeds the limit of ${maximumBytes} bytes.`);
}

import { DocentError, type ErrorKind } from "../errors/index.js";

/** Why something on the web could not be fetched; each code is documented in docs/errors.md. */
const kinds = {
  /** It is no address of the public web, or the address must not be asked by this server. */
  LINK_REFUSED: "invalid",
  /** Nobody answers there. */
  LINK_UNREACHABLE: "upstream",
  /** The answer did not come, or did not end, in time. */
  LINK_TIMEOUT: "timeout",
  /** The answer is an error, such as 404. */
  LINK_STATUS: "upstream",
  /** The answer has more bytes than are taken. */
  LINK_TOO_LARGE: "tooLarge",
  /** The site's robots.txt asks not to fetch it. */
  LINK_DISALLOWED: "unprocessable",
  /** It leads to another site than the one that is being collected. */
  LINK_OUTSIDE: "unprocessable",
} as const satisfies Record<string, ErrorKind>;

/** The code of a {@link LinkError}. */
export type LinkErrorCode = keyof typeof kinds;

/** Something on the web could not be fetched. The message may be shown to whoever asked for it. */
export class LinkError extends DocentError {
  declare readonly code: LinkErrorCode;

  constructor(
    code: LinkErrorCode,
    message: string,
    /** What the server answered, where it did. */
    readonly status: number | null = null,
    cause?: unknown,
  ) {
    super(kinds[code], code, message, { field: "url", cause });
  }
}

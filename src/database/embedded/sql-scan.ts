/**
 * Just enough of SQL's lexical rules (PostgreSQL documentation, chapter "Lexical Structure") to find the few statements
 * that the bridge must know about: LISTEN, UNLISTEN, DISCARD ALL and COPY ... FROM STDIN.
 */

/** A token: a word in lower case, a quoted identifier as written, or one character of anything else. */
interface Token {
  readonly kind: "word" | "identifier" | "other";
  readonly text: string;
}

/** A change of a session's channels that a statement asks for. */
export type ListenChange =
  | { readonly kind: "listen"; readonly channel: string }
  | { readonly kind: "unlisten"; readonly channel: string }
  | { readonly kind: "unlistenAll" };

/** What the bridge must know about a text of SQL before it runs. */
export interface ScannedSql {
  readonly listenChanges: readonly ListenChange[];
  /** Whether the text is one COPY FROM STDIN, has one among other statements, or has none. */
  readonly copyIn: "only" | "among others" | "none";
}

const nothing: ScannedSql = { listenChanges: [], copyIn: "none" };
const worthScanning = /\b(?:un)?listen\b|\bdiscard\b|\bcopy\b/i;

/** Scans a text of one or more statements. Cheap for the many texts that mention none of the keywords. */
export function scanSql(sql: string): ScannedSql {
  if (!worthScanning.test(sql)) return nothing;
  const statements = splitStatements(sql);
  const copies = statements.filter(isCopyFromClient).length;
  return {
    listenChanges: statements.map(listenChangeOf).filter((change) => change !== null),
    copyIn: copies === 0 ? "none" : statements.length === 1 ? "only" : "among others",
  };
}

/** A channel's name as SQL: quoted, so that it is taken as it is. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function listenChangeOf([verb, first]: readonly Token[]): ListenChange | null {
  if (verb?.kind !== "word" || first === undefined) return null;
  if (verb.text === "discard") return first.text === "all" ? { kind: "unlistenAll" } : null;
  if (verb.text === "unlisten" && first.text === "*") return { kind: "unlistenAll" };
  if ((verb.text !== "listen" && verb.text !== "unlisten") || first.kind === "other") return null;
  return { kind: verb.text, channel: truncateName(first.text) };
}

/** Postgres cuts identifiers to 63 bytes, at a character. */
function truncateName(name: string): string {
  let length = 0;
  let end = 0;
  for (const character of name) {
    length += Buffer.byteLength(character);
    if (length > 63) break;
    end += character.length;
  }
  return name.slice(0, end);
}

function isCopyFromClient(tokens: readonly Token[]): boolean {
  if (tokens[0]?.kind !== "word" || tokens[0].text !== "copy") return false;
  // The grammar takes STDOUT for STDIN here.
  return tokens.some(
    (token, index) =>
      token.kind === "word" && token.text === "from" && ["stdin", "stdout"].includes(wordAt(tokens, index + 1) ?? ""),
  );
}

function wordAt(tokens: readonly Token[], index: number): string | null {
  const token = tokens[index];
  return token?.kind === "word" ? token.text : null;
}

function splitStatements(sql: string): Token[][] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokensOf(sql)) {
    if (token.kind === "other" && token.text === ";") {
      if (current.length > 0) statements.push(current);
      current = [];
    } else {
      current.push(token);
    }
  }
  if (current.length > 0) statements.push(current);
  return statements;
}

const space = /[ \t\n\r\f\v]+/y;
const lineComment = /--[^\n\r]*/y;
const escapeString = /e'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)/iy;
const plainString = /'(?:[^']|'')*(?:'|$)/y;
const quotedIdentifier = /"((?:[^"]|"")*)(?:"|$)/y;
const dollarTag = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const word = /[\p{L}_][\p{L}\p{N}_$]*/uy;

function* tokensOf(sql: string): Generator<Token> {
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(sql);
  };
  while (at < sql.length) {
    const skipped = match(space) ?? match(lineComment);
    if (skipped !== null) {
      at += skipped[0].length;
    } else if (sql.startsWith("/*", at)) {
      at = endOfComment(sql, at);
    } else {
      const tag = match(dollarTag);
      const literal = tag === null ? (match(escapeString) ?? match(plainString)) : null;
      const identifier = match(quotedIdentifier);
      const name = match(word);
      if (tag !== null) {
        const end = sql.indexOf(tag[0], at + tag[0].length);
        at = end === -1 ? sql.length : end + tag[0].length;
        yield { kind: "other", text: "'" };
      } else if (literal !== null) {
        at += literal[0].length;
        yield { kind: "other", text: "'" };
      } else if (identifier !== null) {
        at += identifier[0].length;
        yield { kind: "identifier", text: (identifier[1] ?? "").replaceAll('""', '"') };
      } else if (name !== null) {
        at += name[0].length;
        yield { kind: "word", text: name[0].replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) };
      } else {
        yield { kind: "other", text: sql.charAt(at) };
        at += 1;
      }
    }
  }
}

/** Comments of this kind nest. */
function endOfComment(sql: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let found = mark.exec(sql); found !== null; found = mark.exec(sql)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return sql.length;
}

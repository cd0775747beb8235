import fc, { type Arbitrary } from "fast-check";
import { bodyOf } from "./bodies.js";
import type { Operation, Schema } from "./contract.js";
import { type Mood, pathOf } from "./paths.js";
import { type CredentialKind, credentialKinds } from "./people.js";

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string;
  /** Path and query string; names in angle brackets stand for what is there when it is sent. */
  readonly path: string;
  /** Headers beside those of the body and the credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  /** A character is a byte. */
  readonly body: string | null;
  readonly credential: CredentialKind;
}

/** Requests that would take from the run its own key and its own user, the first ones of the instance. */
const own = /\/(auth\/api-key|admin\/users)\/(0*1|1e0)?\/*(\?|$)/i;

/** Requests to an operation: as documented, and everything else that a client may send by mistake or on purpose. */
export function requestsTo(operation: Operation, resolve: (schema: Schema) => Schema): Arbitrary<FuzzRequest> {
  const inMood = (mood: Mood) =>
    fc
      .record({
        method: method(operation.method, mood),
        path: pathOf(operation, resolve, mood),
        headers: headers(mood),
        credential: credential(mood),
        content: bodyOf(operation, resolve, mood),
      })
      .map(({ content, ...request }): FuzzRequest => ({ ...request, ...content }))
      .filter(({ method: sent, path }) => sent === "GET" || !own.test(path));
  return fc.oneof(
    { arbitrary: inMood("fine"), weight: 4 },
    { arbitrary: inMood("nearly"), weight: 4 },
    { arbitrary: inMood("wild"), weight: 3 },
  );
}

function method(documented: string, mood: Mood): Arbitrary<string> {
  if (mood !== "wild") return fc.constant(documented);
  const others = fc.constantFrom("HEAD", "OPTIONS", "PATCH", "PROPFIND");
  return fc.oneof({ arbitrary: fc.constant(documented), weight: 20 }, { arbitrary: others, weight: 1 });
}

function credential(mood: Mood): Arbitrary<CredentialKind> {
  const known = { arbitrary: fc.constant("administrator" as const), weight: mood === "fine" ? 12 : 24 };
  return fc.oneof(known, { arbitrary: fc.constantFrom(...credentialKinds), weight: 4 });
}

function headers(mood: Mood): Arbitrary<Readonly<Record<string, string>>> {
  if (mood === "fine") return fc.constant({});
  return fc.constantFrom<Readonly<Record<string, string>>[]>(
    {},
    {},
    {},
    { origin: "https://example.com" },
    { origin: "null" },
    { accept: "text/event-stream" },
    { "x-session-id": "../a\tb" },
    { "x-thread-slug": "%00" },
    { "x-forwarded-for": "::ffff:999.1.1.1, nobody" },
    { range: "bytes=0-1", "if-none-match": "*" },
    { expect: "200-maybe" },
    { "content-encoding": "gzip" },
    { cookie: "a=%00; __Host-x=1" },
  );
}

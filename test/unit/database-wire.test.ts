import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { BackendScanner } from "../../src/database/embedded/backend-scanner.js";
import { type FrontendMessage, FrontendParser, ProtocolError } from "../../src/database/embedded/frontend-parser.js";
import { scanSql } from "../../src/database/embedded/sql-scan.js";
import { backend, errorFrame, frame, frontend, readyFrame } from "../../src/database/embedded/wire.js";

const frontendTypes = Object.values(frontend);
const startup = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0]);

/** `bytes` in pieces, cut at the given places. */
function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((left, right) => left - right);
  return [0, ...places].map((start, index) => bytes.subarray(start, places[index] ?? bytes.length));
}

function notification(channel: string, payload: string): Buffer {
  return frame(backend.notification, Buffer.concat([Buffer.alloc(4), Buffer.from(`${channel}\0${payload}\0`)]));
}

describe("a client's bytes", () => {
  test("become the same messages, however they are split", () => {
    const message = fc.record({ type: fc.constantFrom(...frontendTypes), body: fc.uint8Array({ maxLength: 60 }) });
    fc.assert(
      fc.property(fc.array(message), fc.array(fc.nat()), (messages, cuts) => {
        const frames = messages.map(({ type, body }) => frame(type, body));
        const parser = new FrontendParser();
        const parsed = pieces(Buffer.concat([startup, ...frames]), cuts).flatMap((piece) => parser.feed(piece));
        const expected: FrontendMessage[] = [
          { kind: "startup" },
          ...frames.map((bytes) => ({ kind: "frame" as const, type: bytes.readUInt8(0), bytes })),
        ];
        expect(parsed).toEqual(expected);
      }),
    );
  });

  test("may ask for encryption first, or for a cancel", () => {
    const parser = new FrontendParser();
    expect(parser.feed(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]))).toEqual([{ kind: "encryptionRequest" }]);
    expect(parser.feed(Buffer.from([0, 0, 0, 16, 4, 210, 22, 46, 0, 0, 0, 7, 0, 0, 0, 9]))).toEqual([
      { kind: "cancelRequest", processId: 7, secret: 9 },
    ]);
  });

  test.each([
    ["an unknown message", [startup, Buffer.from("!\0\0\0\u0004")]],
    ["a length below the least", [startup, Buffer.from("Q\0\0\0\u0001")]],
    ["a message that is too long", [startup, Buffer.from([frontend.query, 0x7f, 255, 255, 255])]],
    ["another protocol", [Buffer.from("GET / HTTP/1.1\r\n")]],
    ["an older version of the protocol", [Buffer.from([0, 0, 0, 8, 0, 2, 0, 0])]],
  ])("are refused when they are %s", (_name, chunks) => {
    const parser = new FrontendParser();
    expect(() => chunks.forEach((chunk) => parser.feed(chunk))).toThrow(ProtocolError);
  });
});

describe("the engine's answer", () => {
  test("reaches the client without notifications, which are noted, however it is split", () => {
    const part = fc.oneof(
      fc.record({ kind: fc.constant("row" as const), body: fc.uint8Array({ maxLength: 40 }) }),
      fc.record({
        kind: fc.constant("notice" as const),
        channel: fc.stringMatching(/^[a-z]{1,8}$/),
        payload: fc.string({ maxLength: 20 }),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(part),
        fc.constantFrom("I" as const, "T" as const, "E" as const),
        fc.array(fc.nat()),
        (parts, state, cuts) => {
          const frames = parts.map((each) =>
            each.kind === "row"
              ? frame(0x44, each.body)
              : notification(each.channel, each.payload.replaceAll("\0", "")),
          );
          const end = [
            frame(backend.commandComplete, Buffer.from("SELECT 1\0")),
            errorFrame({ code: "42601", message: "no", routine: "r" }),
            readyFrame(state),
          ];
          const scanner = new BackendScanner();
          const passed: Buffer[] = [];
          for (const piece of pieces(Buffer.concat([...frames, ...end]), cuts)) {
            scanner.scan(piece, (bytes) => passed.push(Buffer.from(bytes)));
          }
          const summary = scanner.finish();
          expect(Buffer.concat(passed)).toEqual(
            Buffer.concat([...frames.filter((_, index) => parts[index]?.kind === "row"), ...end]),
          );
          expect(summary.state).toBe(state);
          expect(summary.tags).toEqual(["SELECT 1", "ERROR"]);
          expect(summary.notifications.map(({ channel }) => channel)).toEqual(
            parts.flatMap((each) => (each.kind === "notice" ? [each.channel] : [])),
          );
          expect(scanner.finish()).toEqual({ state: null, tags: [], notifications: [] });
        },
      ),
    );
  });
});

describe("a text of SQL", () => {
  test.each([
    ["LISTEN jobs", [{ kind: "listen", channel: "jobs" }]],
    [
      'listen "jobs:Insert"; LISTEN Plain;',
      [
        { kind: "listen", channel: "jobs:Insert" },
        { kind: "listen", channel: "plain" },
      ],
    ],
    ['LISTEN "a""b"', [{ kind: "listen", channel: 'a"b' }]],
    ["UNLISTEN *", [{ kind: "unlistenAll" }]],
    ["DISCARD ALL", [{ kind: "unlistenAll" }]],
    ["-- LISTEN no\n/* LISTEN /* no */ ; */ UNLISTEN x", [{ kind: "unlisten", channel: "x" }]],
    ["SELECT 'LISTEN a; LISTEN b', $$; LISTEN c $$, $t$; LISTEN d $t$, E'\\'; LISTEN e'", []],
    [`SELECT ";LISTEN f" FROM "listen"; SELECT listen FROM t`, []],
    [`LISTEN ${"ü".repeat(40)}`, [{ kind: "listen", channel: "ü".repeat(31) }]],
    ["LISTEN", []],
  ])("says what it listens to: %s", (sql, changes) => {
    expect(scanSql(sql).listenChanges).toEqual(changes);
  });

  test.each([
    ["COPY t FROM STDIN", "only"],
    ["copy t (a, b) from stdin with (format csv); ", "only"],
    ["/* load */ COPY t FROM STDIN", "only"],
    ["COPY t FROM STDIN; SELECT 1", "among others"],
    ["COPY t FROM '/tmp/x'", "none"],
    ["COPY t TO STDOUT", "none"],
    ["SELECT 'COPY t FROM STDIN'", "none"],
  ])("says whether it needs data: %s", (sql, copyIn) => {
    expect(scanSql(sql).copyIn).toBe(copyIn);
  });

  test("of any content is scanned to its end", () => {
    const fragment = fc.constantFrom(
      "LISTEN ",
      "'",
      '"',
      "$$",
      "$a$",
      "/*",
      "*/",
      "--",
      "\n",
      ";",
      "x",
      "E'",
      "\\",
      "é",
      "$1",
      "copy ",
    );
    fc.assert(fc.property(fc.array(fragment), (fragments) => expect(scanSql(fragments.join("")).copyIn).toBe("none")));
  });
});

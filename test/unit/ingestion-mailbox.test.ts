import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { mailboxMessages } from "../../src/ingestion/parsers/mail/split-mailbox.js";
import { readContainer } from "../support/parts.js";

const separator = "From ann@port.example Mon Jan  1 10:00:00 2024\n";

/** The messages of a mailbox, which arrives in pieces of a size. */
async function split(mailbox: string, pieceLength = 65_536, maximumBytes = 1_000_000): Promise<string[]> {
  async function* pieces(): AsyncGenerator<Uint8Array, void, void> {
    const bytes = Buffer.from(mailbox);
    for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
  }
  const messages: string[] = [];
  for await (const { bytes } of mailboxMessages(pieces(), maximumBytes)) messages.push(bytes.toString());
  return messages;
}

/** A mailbox in the format mboxrd. */
function mailboxOf(messages: readonly string[]): string {
  return messages.map((message) => `${separator}${message.replace(/^(>*From )/gm, ">$1")}\n`).join("");
}

const line = fc.oneof(
  fc.string({ maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, "")),
  fc.constantFrom(
    "",
    ">From here",
    "From ann Mon Jan  1 10:00:00 2024",
    ">>From x",
    "From now on",
    "> From",
    "Subject: y",
  ),
);
const message = fc
  .tuple(fc.stringMatching(/^[A-Z][a-z]{1,8}$/), fc.array(line, { maxLength: 12 }))
  .map(([subject, body]) => `Subject: ${subject}\n\n${body.join("\n")}\n`);

describe("splitting a mailbox", () => {
  it("gives back the messages that were put in, wherever its pieces are cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 6 }), fc.integer({ min: 1, max: 4_000 }), async (all, length) => {
        expect(await split(mailboxOf(all), length)).toEqual(all);
      }),
      { numRuns: 200 },
    );
  });

  it("loses and invents nothing, whatever the file is", async () => {
    const text = fc.array(fc.oneof(line, fc.constant(separator.trimEnd())), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 300 }), async (rows, length) => {
        const mailbox = rows.join("\n");
        const messages = await split(mailbox, length);
        expect(messages).toEqual(await split(mailbox));
        const words = (value: string): string[] => value.replace(/>+From /g, "From ").match(/\S+/g) ?? [];
        const kept = messages.flatMap(words);
        const dropped = rows.filter((row) => row.startsWith("From ")).flatMap(words);
        expect(kept.length).toBeGreaterThanOrEqual(words(mailbox).length - dropped.length);
        expect(kept.length).toBeLessThanOrEqual(words(mailbox).length);
      }),
      { numRuns: 200 },
    );
  });

  it("takes lines of text for what they are, and separators of other mailers too", async () => {
    const body = "Subject: a\n\nIt comes\n\nFrom what I saw at 10:30 in 2004\n\nso.\n";
    expect(await split(separator + body)).toHaveLength(1);
    expect(await split(`From nobody\nSubject: a\n\none\n\nFrom nobody\nSubject: b\n\ntwo\n`)).toHaveLength(2);
    const windows = `${separator}Subject: a\n\none\n\n${separator}Subject: b\n\ntwo\n`.replaceAll("\n", "\r\n");
    expect(await split(windows)).toHaveLength(2);
    expect(await split(`${separator}Subject: a\n\nno empty line\n${separator}Subject: b\n\ntwo\n`)).toHaveLength(2);
    expect(await split("Subject: alone\n\ntext\n")).toEqual(["Subject: alone\n\ntext\n"]);
    expect(await split("")).toEqual([]);
  });

  it("keeps the start of a message that is too large, and goes on behind it", async () => {
    const large = `Subject: large\n\n${"x".repeat(600_000)}\n`;
    const [first, second] = await split(mailboxOf([large, "Subject: small\n\ntext\n"]), 65_536, 300_000);
    expect(first?.length).toBeLessThan(300_000);
    expect(first).toContain("Subject: large");
    expect(second).toContain("Subject: small");
  });
});

describe("mailboxes", () => {
  it("give each mail below its subject, and say what it answers", async () => {
    const mailbox = await readContainer(
      "archive",
      mailboxOf([
        "From: Ann <ann@port.example>\nSubject: Tides\nMessage-ID: <1@port>\n\nHigh at noon.\nFrom the pier.\n",
        "From: Bob <bob@port.example>\nSubject: Re: Tides\nMessage-ID: <2@port>\nIn-Reply-To: <1@port>\n\n> High at noon.\nLow at six.\n",
        "Content-Type: multipart/mixed; boundary=b\nSubject: Chart / map\n\n--b\nContent-Disposition: attachment; filename=chart.txt\n\nchart\n--b--\n",
      ]),
    );
    expect(mailbox.format).toBe("mbox");
    expect(mailbox.blocks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "heading: Tides",
      "paragraph: From: Ann <ann@port.example>",
      "paragraph: High at noon.\nFrom the pier.",
      "heading: Re: Tides",
      "paragraph: From: Bob <bob@port.example>\nIn reply to: Ann <ann@port.example>, Tides",
      "paragraph: > High at noon.\nLow at six.",
      "heading: Chart / map",
      "list: Attachment: chart.txt (text/plain, 6 bytes)",
    ]);
    expect(mailbox.parts.map(({ path }) => path)).toEqual(["3 Chart - map/chart.txt"]);
  });

  it("say which mail could not be read, and read the others", async () => {
    const absurd = `Subject: absurd\n\n${"\n".repeat(2_100_000)}`;
    const { text } = await readContainer("a.mbox", mailboxOf([absurd, "Subject: sound\n\nWords.\n"]));
    expect(text).toContain("This mail was not read");
    expect(text).toContain("Words.");
  });
});

import { describe, expect, it } from "@jest/globals";
import iconv from "iconv-lite";
import { readContainer } from "../support/parts.js";

const lines = (...text: readonly string[]): string => text.join("\r\n");
const header = lines(
  "From: =?UTF-8?B?SsO8cmdlbg==?= <j@port.example>",
  "To: Ann <ann@port.example>, crew: Bob <bob@port.example>;",
  "Date: Fri, 7 Feb 2003 18:35:25 +0200",
  "Subject: =?iso-8859-1?Q?Fl=FCt?=\r\n =?iso-8859-1?Q?e_morgen?=",
  "Message-ID: <1@port.example>",
  "MIME-Version: 1.0",
);
const pdf = Buffer.from("%PDF- not really").toString("base64");

describe("mails", () => {
  it("say who wrote to whom, when, and what, whatever their encoding", async () => {
    const body = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    const mail = await readContainer("a.bin", lines(header, `${body}H=F6chststand um =\r\nzw=F6lf.`, "", "> Wann?"));
    expect(mail.format).toBe("eml");
    expect(mail.facts).toMatchObject({ title: "Flüte morgen", author: "Jürgen <j@port.example>" });
    expect(mail.facts.publishedAt?.toISOString()).toBe("2003-02-07T16:35:25.000Z");
    expect(mail.blocks).toMatchObject([
      { kind: "heading", level: 1, text: "Flüte morgen" },
      {
        kind: "paragraph",
        text: "From: Jürgen <j@port.example>\nTo: Ann <ann@port.example>, crew: Bob <bob@port.example>\nDate: Fri, 7 Feb 2003 18:35:25 +0200",
      },
      { kind: "paragraph", text: "Höchststand um zwölf." },
      { kind: "paragraph", text: "> Wann?" },
    ]);
  });

  it("are read as text when they have both, with attachments as files and without the pictures of the text", async () => {
    const mail = await readContainer(
      "a.eml",
      lines(
        header,
        "Content-Type: multipart/mixed; boundary=m",
        "",
        "--m",
        "Content-Type: multipart/alternative; boundary=a",
        "",
        "--a",
        "Content-Type: text/plain",
        "",
        "The plain words about the tide.",
        "--a",
        "Content-Type: multipart/related; boundary=r",
        "",
        "--r",
        "Content-Type: text/html",
        "",
        '<p>The <b>marked</b> words</p><img src="cid:logo">',
        "--r",
        "Content-Type: image/png; name=logo.png",
        "Content-ID: <logo>",
        "Content-Disposition: inline; filename=logo.png",
        "",
        "x",
        "--r--",
        "--a--",
        "--m",
        "Content-Type: application/pdf",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment; filename*=utf-8''Pegelst%C3%A4nde.pdf",
        "",
        pdf,
        "--m",
        "Content-Type: application/pgp-signature; name=signature.asc",
        "",
        "-----BEGIN",
        "--m--",
      ),
    );
    expect(mail.text).toContain("The plain words about the tide.");
    expect(mail.text).not.toContain("marked");
    expect(mail.text).toContain("Attachment: Pegelstände.pdf (application/pdf, 16 bytes)");
    expect(mail.text).toContain("Attachment: signature.asc (application/pgp-signature");
    expect(mail.text).not.toContain("logo.png");
    expect(mail.parts).toEqual([{ path: "Pegelstände.pdf", mimeType: "application/pdf", content: "%PDF- not really" }]);
  });

  it("are read as pages when they have nothing else to say", async () => {
    const page = `<h1>Tides</h1><table><tr><th>Port<th>Metres<tr><td>Naples<td>0.4</table>${"<p>Much more about it.".repeat(30)}`;
    const alternative = lines(
      header,
      "Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain\r\n",
      "This mail is a page.",
      "--a\r\nContent-Type: text/html\r\n",
      page,
      "--a--",
    );
    for (const content of [alternative, lines(header, "Content-Type: text/html\r\n", page)]) {
      const { blocks } = await readContainer("a.eml", content);
      expect(blocks.slice(2, 4)).toMatchObject([
        { kind: "heading", level: 2, text: "Tides" },
        { kind: "table", text: "Port\tMetres\nNaples\t0.4" },
      ]);
    }
  });

  it("hold the mails that they pass on, with their attachments", async () => {
    const inner = lines(
      "From: Old Salt <salt@sea.example>",
      "Subject: Original",
      "Content-Type: multipart/mixed; boundary=i",
      "",
      "--i",
      "",
      "Words of old.",
      "--i",
      "Content-Disposition: attachment; filename=notes.txt",
      "",
      "notes",
      "--i--",
    );
    const mail = await readContainer(
      "a.eml",
      lines(header, "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\nSee below.\r\n--o") +
        `\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--o--\r\n`,
    );
    expect(mail.blocks.slice(2, 6)).toMatchObject([
      { kind: "paragraph", text: "See below." },
      { kind: "heading", level: 2, text: "Forwarded: Original" },
      { kind: "paragraph", text: "From: Old Salt <salt@sea.example>" },
      { kind: "paragraph", text: "Words of old." },
    ]);
    expect(mail.parts.map(({ path }) => path)).toEqual(["notes.txt"]);
  });

  it("need not say in what encoding they are", async () => {
    const text = "Прилив начнется завтра утром, и отлив после обеда. Капитан ждет всех на пристани к шести часам.";
    const mail = lines("From: a@b.example", "Date: today", "Subject: Прилив завтра утром", "", text.repeat(4));
    for (const encoding of ["utf8", "koi8-r", "win1251"]) {
      const { facts, blocks } = await readContainer("a.eml", iconv.encode(mail, encoding));
      expect(facts.title).toBe("Прилив завтра утром");
      expect(blocks.at(-1)?.text).toContain("Капитан ждет всех");
    }
  });

  it("that are encrypted, empty or absurd are errors that say so", async () => {
    const enciphered = lines(
      header,
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"\r\n',
      "x",
    );
    await expect(readContainer("a.eml", enciphered)).rejects.toMatchObject({ code: "DOCUMENT_ENCRYPTED" });
    await expect(readContainer("a.eml", "X-Nothing: 1\r\n\r\n")).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
    const nested = Array.from(
      { length: 500 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    );
    await expect(readContainer("a.eml", `From: a@b\nDate: x\nTo: c\n${nested.join("")}`)).rejects.toMatchObject({
      code: "DOCUMENT_CORRUPT",
    });
    await expect(readContainer("a.eml", `${header}\r\n\r\n${"\n".repeat(2_100_000)}`)).rejects.toMatchObject({
      code: "DOCUMENT_TOO_LARGE",
    });
  });

  it("are told from texts that merely begin with a name and a colon", async () => {
    expect((await readContainer("a.txt", "Note: the tide\nFrom: the sea\n\nText")).format).toBe("txt");
    expect((await readContainer("a.txt", lines(header, "", "Text"))).format).toBe("eml");
  });
});

describe("saved web pages", () => {
  it("are read as the page", async () => {
    const file = lines(
      "From: <Saved by Blink>",
      "Snapshot-Content-Location: https://port.example/",
      "Subject: Tides",
      "MIME-Version: 1.0",
      'Content-Type: multipart/related; type="text/html"; boundary=x',
      "",
      "--x",
      "Content-Type: text/html",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "<html><head><title>Tides of H=C3=B6rnum</title></head><body><p>Twice =",
      "a day.</p></body></html>",
      "--x",
      "Content-Type: text/css",
      "",
      "p { color: red }",
      "--x--",
    );
    const page = await readContainer("page.mhtml", file);
    expect(page).toMatchObject({ format: "mht", text: "Twice a day.", parts: [] });
    expect(page.facts.title).toBe("Tides of Hörnum");
    await expect(readContainer("page.mht", "Subject: x\n\ntext")).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
  });
});

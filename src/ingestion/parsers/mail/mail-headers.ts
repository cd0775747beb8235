import type { Address, Email } from "postal-mime";
import { dateFact } from "../text/date-fact.js";
import { oneLine, shortFact } from "../text/clean-text.js";

/** What the header of a message says; null where it says nothing. */
export interface MailHeaders {
  readonly subject: string | null;
  readonly from: string | null;
  readonly date: Date | null;
  /** Identifies the message in the world; so does `inReplyTo` the one that it answers. */
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly language: string | null;
  /** What a reader is shown over the text: who wrote to whom, and when. */
  readonly lines: readonly string[];
}

/** The headers of a message that says nothing. */
export const noHeaders: MailHeaders = {
  subject: null,
  from: null,
  date: null,
  messageId: null,
  inReplyTo: null,
  language: null,
  lines: [],
};

const shownAddresses = 100;

/** Reads what is of interest in the header of a message. */
export function mailHeaders(mail: Email): MailHeaders {
  const from = addresses(mail.from === undefined ? mail.sender && [mail.sender] : [mail.from]);
  const value = (name: string): string | null => shortFact(mail.headers.find(({ key }) => key === name)?.value);
  const shown: readonly (readonly [string, string | null])[] = [
    ["From", from],
    ["To", addresses(mail.to)],
    ["Cc", addresses(mail.cc)],
    ["Bcc", addresses(mail.bcc)],
    ["Date", value("date")],
  ];
  return {
    subject: shortFact(mail.subject),
    from: shortFact(from),
    date: dateFact(mail.date),
    messageId: identifier(mail.messageId),
    inReplyTo: identifier(mail.inReplyTo),
    language: value("content-language")?.split(",", 1)[0]?.trim() ?? null,
    lines: shown.flatMap(([name, text]) => (text === null ? [] : [`${name}: ${text}`])),
  };
}

function addresses(list: readonly Address[] | undefined): string | null {
  const all = (list ?? []).flatMap((address) => {
    const text = address.group === undefined ? mailbox(address) : groupText(address);
    return text === "" ? [] : [text];
  });
  if (all.length === 0) return null;
  const more = all.length > shownAddresses ? `, and ${all.length - shownAddresses} more` : "";
  return all.slice(0, shownAddresses).join(", ") + more;
}

function groupText({ name, group }: { readonly name: string; readonly group: readonly Address[] }): string {
  const members = addresses(group);
  return oneLine(members === null ? name : `${name}: ${members}`);
}

function mailbox({ name, address }: { readonly name: string; readonly address: string }): string {
  const [shown, place] = [oneLine(name), oneLine(address)];
  if (shown === "" || place === "") return shown + place;
  return `${shown} <${place}>`;
}

/** The first identifier of a field that may hold several, without its angle brackets. */
function identifier(value: string | undefined): string | null {
  return /<([^<>\s]{1,500})>/.exec(value ?? "")?.[1] ?? null;
}

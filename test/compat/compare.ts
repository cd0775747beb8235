import { eventsIn } from "../support/rest-client.js";
import { eventDifferences } from "./events.js";
import type { Recording } from "./recording.js";
import { differences } from "./shape.js";

/** What the server answered in place of the recorded one. */
export interface PresentAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly headers: Headers;
  /** Parsed where it is JSON, else as text. */
  readonly body: unknown;
  readonly text: string;
}

/** Headers that clients act on. */
const headers = ["content-disposition", "location", "access-control-allow-methods", "access-control-allow-headers"];

/** How an answer differs from the recorded one; nothing: a client cannot tell. */
export function compare({ response, request }: Recording, answer: PresentAnswer): string[] {
  const told: string[] = [];
  if (answer.status !== response.status) told.push(`status: ${answer.status} for ${response.status}`);
  if (response.says !== undefined && !answer.text.includes(response.says)) told.push(`does not say: ${response.says}`);
  const type = mediaType(answer.contentType);
  const recordedType = mediaType(response.contentType);
  if (type !== recordedType) return [...told, `content type: ${type} for ${recordedType}`];
  for (const name of headers) {
    if (response.headers?.[name] !== undefined && !answer.headers.has(name)) told.push(`header ${name}: missing`);
  }
  if (request.method === "HEAD") return told;
  if (response.sse !== undefined) {
    const events = response.sse.flatMap(({ data }) => (data === undefined ? [] : [data]));
    return [...told, ...eventDifferences(events, eventsIn(answer.text))];
  }
  if (type === "text/csv") return [...told, ...csvDifferences(String(response.body), answer.text)];
  if (type === "application/json") return [...told, ...differences(response.body, answer.body)];
  return told;
}

function csvDifferences(recorded: string, actual: string): string[] {
  const [expected = "", found = ""] = [recorded, actual].map((text) => text.split(/\r?\n/, 1)[0]);
  return expected === found ? [] : [`columns: ${found} for ${expected}`];
}

function mediaType(type: string | null): string {
  return (type ?? "").split(";")[0]?.toLowerCase() ?? "";
}

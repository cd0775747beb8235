import type { CitationFieldsFragment } from "../../generated/operations.js";
import { type Exchange, newText } from "../chat/exchange.js";
import { failureOf } from "../chat/failure.js";
import { frame } from "../routing/answer.js";
import { abort, widgetStatuses } from "./errors.js";
import { presentChunk, presentClose, presentRefusal } from "./present/chat.js";

/**
 * An answer as the widget reads it: chunks, and one event that closes the text. A refusal is one event; a failure ends
 * with an `abort`.
 * @param mayRefuse whether the answer is given from documents alone; without any, its text is held back until it is
 * known whether it is a refusal
 */
export async function* streamToWidget(exchange: Exchange, mayRefuse: boolean): AsyncGenerator<string, void, void> {
  const { uuid } = exchange.chat;
  let citations: readonly CitationFieldsFragment[] = [];
  let held = "";
  let length = 0;
  for await (const event of exchange.events()) {
    switch (event.__typename) {
      case "ChatStarted":
        citations = event.citations;
        break;
      case "ChatDelta": {
        const text = newText(event, length);
        length += text.length;
        if (mayRefuse && citations.length === 0) held += text;
        else if (text !== "") yield frame(presentChunk(uuid, text));
        break;
      }
      case "ChatFinished": {
        if (event.refused) return yield frame(presentRefusal(uuid, held));
        if (held !== "") yield frame(presentChunk(uuid, held));
        const failure = failureOf(event, widgetStatuses);
        yield frame(failure === null ? presentClose(uuid, citations) : abort(failure.message, { uuid }));
        return;
      }
    }
  }
}

import type { CitationFieldsFragment } from "../../../generated/operations.js";
import { newText } from "../../chat/exchange.js";
import { failureOf } from "../../chat/failure.js";
import { frame } from "../../routing/answer.js";
import { abort, v1Statuses } from "../errors.js";
import {
  type AnswerFacts,
  presentChunk,
  presentClose,
  presentFinal,
  presentNothing,
  presentRefusal,
} from "./answer.js";

/**
 * An answer as AnythingLLM streams it: chunks, one event that closes the text, one that ends the stream. A refusal is
 * one event; a failure ends with an `abort`, after which the part that was stored is told once more. An answer of nothing
 * has not failed, in AnythingLLM's eyes: it ends as others do, without a chat.
 * @param mayRefuse whether the answer is given from documents alone; without any, its text is held back until it is
 * known whether it is a refusal
 * @param comesWhole whether it comes in one piece, which then also closes the text
 */
export async function* streamAnswer(
  facts: AnswerFacts,
  { mayRefuse, comesWhole }: { readonly mayRefuse: boolean; readonly comesWhole: boolean },
): AsyncGenerator<string, void, void> {
  const { uuid } = facts.exchange.chat;
  let citations: readonly CitationFieldsFragment[] = [];
  let held = "";
  let written = 0;
  for await (const event of facts.exchange.events()) {
    switch (event.__typename) {
      case "ChatStarted":
        citations = event.citations;
        break;
      case "ChatDelta": {
        const text = newText(event, written);
        written += text.length;
        if (comesWhole || (mayRefuse && citations.length === 0)) held += text;
        else if (text !== "") yield frame(presentChunk(uuid, text));
        break;
      }
      case "ChatFinished": {
        const failure = failureOf(event, v1Statuses);
        if (event.refused) return yield frame(presentRefusal(facts, held));
        if (failure === null && comesWhole) {
          yield frame(presentClose(uuid, citations, held));
          return yield frame(presentFinal(facts, { citations, finished: event }));
        }
        if (held !== "") yield frame(presentChunk(uuid, held));
        if (failure?.code === "EMPTY_COMPLETION") {
          yield frame(presentClose(uuid, citations));
          return yield frame(presentNothing(facts, citations, failure.message));
        }
        if (failure === null) yield frame(presentClose(uuid, citations));
        else yield frame(abort(failure.message, uuid));
        if (failure === null || written > 0) yield frame(presentFinal(facts, { citations, finished: event }));
        return;
      }
    }
  }
}

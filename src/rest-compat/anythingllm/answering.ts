import { failureOf } from "../chat/failure.js";
import { type Answer, type EventsAnswer, frame, json } from "../routing/answer.js";
import { abort, abortError, v1Statuses } from "./errors.js";
import { presentAnswer, presentReset } from "./present/answer.js";
import { streamAnswer } from "./present/stream.js";
import type { Asked } from "./question.js";

/** What a question came to, once the answer is whole. */
export async function wholeAnswer(asked: Asked): Promise<Answer> {
  if (asked.kind === "reset") return json(presentReset(asked.sessionId));
  const answer = await asked.exchange.collect();
  const failure = failureOf(answer.finished, v1Statuses);
  if (failure === null) return json(presentAnswer(asked, answer));
  // A model that answers nothing has not failed, in AnythingLLM's eyes.
  return abortError(failure.code === "EMPTY_COMPLETION" ? { ...failure, status: 200 } : failure);
}

/** The same as it is written. */
export function streamedAnswer(asked: Asked): EventsAnswer {
  const frames = asked.kind === "reset" ? once(frame(presentReset(asked.sessionId))) : streamAnswer(asked, asked);
  return { kind: "events", frames, broken: (fault) => frame(abort(fault.message)) };
}

async function* once(piece: string): AsyncGenerator<string, void, void> {
  yield await Promise.resolve(piece);
}

import type { CitationFieldsFragment } from "../../generated/operations.js";
import { describeDocument } from "../documents/describe.js";

/** AnythingLLM's words for the rest of a document of which the model was given the beginning. */
const continued = "...continued on in source document...";

/**
 * Citations as the AnythingLLM and OpenAI dialects show them: the union of the four documented shapes. `score` is the
 * similarity that was measured, `_distance` its complement.
 */
export function presentSources(citations: readonly CitationFieldsFragment[]) {
  return citations.map(({ documentUuid, title, text, truncated, page, score, document }) => ({
    ...describeDocument({ ...document, title }),
    id: documentUuid,
    text: truncated === true ? `${text}${continued}` : text,
    chunk: text,
    sourceId: documentUuid,
    docId: documentUuid,
    page,
    score,
    _distance: 1 - score,
  }));
}

/** The best similarity among the passages of an answer; null without any. */
export function confidenceOf(citations: readonly CitationFieldsFragment[]): number | null {
  return citations.length === 0 ? null : Math.max(...citations.map(({ score }) => score));
}

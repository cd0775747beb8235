import { EmbedStatusOperation } from "../../generated/operations.js";
import type { Admission, GateRefusal, GateRequest } from "../routing/gate.js";
import { isEmbedName } from "./credentials.js";
import { abort } from "./errors.js";

const unknown: GateRefusal = { kind: "text", status: 404, body: "Not Found" };

/**
 * Admits the pages of the origins that an embed allows, and where it allows every origin, requests of no page as well.
 * Pages of other origins get no CORS header, and come no further.
 */
export async function embedGate({ client, params, headers }: GateRequest): Promise<Admission> {
  const { embedId } = params;
  const origin = headers.origin ?? null;
  const { embedStatus } = isEmbedName(embedId)
    ? await client.execute(EmbedStatusOperation, { uuid: embedId, origin })
    : { embedStatus: null };
  if (embedStatus === null) return { pages: null, refusal: unknown };
  const pages = embedStatus.admitted ? origin : null;
  if (!embedStatus.enabled) {
    return { pages, refusal: aborted(503, "This chat has been disabled by its owner. Try again later.") };
  }
  return { pages, refusal: embedStatus.admitted ? null : aborted(401, "Invalid request.") };
}

function aborted(status: number, error: string): GateRefusal {
  return { kind: "json", status, body: abort(error) };
}

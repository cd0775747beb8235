import type { Recording } from "../recording.js";
import { isObject } from "../shape.js";

/**
 * Whether what a recorded answer rests on is similar to nothing that was asked: passages at a cosine distance of 1 and
 * more, whose score was recorded as 1, so that every threshold let them pass.
 */
export function restsOnNothingSimilar({ response }: Recording): boolean {
  const distances = distancesIn([response.body, response.sse]);
  return distances.length > 0 && distances.every((distance) => distance >= 1);
}

function distancesIn(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(distancesIn);
  if (!isObject(value)) return [];
  const own = [value["_distance"], value["distance"]].filter((distance) => typeof distance === "number");
  return [...own, ...Object.values(value).flatMap(distancesIn)];
}

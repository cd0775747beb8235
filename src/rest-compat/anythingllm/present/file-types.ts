import type { AcceptedFileTypesQuery } from "../../../generated/operations.js";

/** Formats as AnythingLLM lists them: extensions, each with its dot, by media type. */
export function presentFileTypes(formats: AcceptedFileTypesQuery["acceptedFileTypes"]): Record<string, string[]> {
  return Object.fromEntries(
    formats.flatMap(({ mediaTypes, extensions }) =>
      mediaTypes.map((mediaType) => [mediaType, extensions.map((extension) => `.${extension}`)]),
    ),
  );
}

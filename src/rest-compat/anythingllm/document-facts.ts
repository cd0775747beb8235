import { z } from "zod";
import type { UploadDocumentInput } from "../../generated/operations.js";
import { given, objectOrJson } from "../routing/values.js";

/** What AnythingLLM's clients say about a new document. Properties beyond the known ones are kept with it. */
export const documentMetadata = z.looseObject({
  title: z.string().nullish(),
  docAuthor: z.string().max(500).nullish(),
  description: z.string().max(4_000).nullish(),
  docSource: z.string().max(2_000).nullish(),
});

/** Where a new document goes. */
export const documentPlaces = z.object({
  addToWorkspaces: z.string({ error: "addToWorkspaces must be a comma-separated text of workspace slugs" }).nullish(),
  workspaceId: z.union([z.string(), z.number()]).nullish().describe("One more workspace, by slug or number."),
});

/** The fields beside the file of an upload. */
export const uploadFields = documentPlaces.extend({ metadata: objectOrJson(documentMetadata).optional() });

/** How workspaces for a new document are named. */
interface NamedPlaces {
  readonly addToWorkspaces?: string | readonly string[] | null | undefined;
  readonly workspaceId?: string | number | null | undefined;
}

/** The workspaces that are named, as one comma-separated list. */
export function placesIn({ addToWorkspaces, workspaceId }: NamedPlaces): string {
  return [addToWorkspaces, workspaceId]
    .flat()
    .filter((part) => part != null && part !== "")
    .join(",");
}

/** The facts as the schema's inputs take them. */
export function factsOf(metadata: z.output<typeof documentMetadata>): Omit<UploadDocumentInput, "file"> {
  const { title, docAuthor, description, docSource, ...rest } = metadata;
  const known = { title, author: docAuthor, description, source: docSource };
  const facts = given(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== "")));
  return Object.keys(rest).length === 0 ? facts : { ...facts, metadata: rest };
}

/** What AnythingLLM's clients call the fields of the schema's inputs. */
export const factNames: Readonly<Record<string, string>> = {
  title: "metadata.title",
  author: "metadata.docAuthor",
  source: "metadata.docSource",
  text: "textContent",
  workspaceIds: "addToWorkspaces",
  folder: "folderName",
};

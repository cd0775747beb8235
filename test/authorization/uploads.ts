import { callers } from "./callers.js";
import { knows, namesOf, refusal, uploadLinks } from "./expectations/index.js";
import { inParallel, type Matrix, outcomeOf } from "./matrix.js";

const query = `mutation ($input: UploadDocumentsInput!) {
  uploadDocuments(input: $input) { results { document { id } duplicateOf { id } error { code } } }
}`;

interface Answer {
  readonly uploadDocuments: {
    readonly results: readonly Readonly<Record<"document" | "duplicateOf", { readonly id: string } | null>>[];
  };
}

/** Uploads, as every caller, the bytes of a document of each kind; nobody else has those of the same one. */
export async function runUploads(matrix: Matrix): Promise<void> {
  const cases = namesOf("Document").flatMap((document) => callers.map((caller) => ({ document, caller })));
  await inParallel(cases, async ({ document, caller }) => {
    const twin = await matrix.world.fresh(document);
    const input = { title: twin.mark, workspaceIds: [matrix.world.standing("home").id], items: [{ file: null }] };
    const reply = await matrix.ask(`an upload of ${document} by ${caller}`, caller, query, { input });
    const outcome = outcomeOf(reply, "uploadDocuments");
    for (const [link, { who, holders }] of Object.entries(uploadLinks)) {
      const isDuplicate = link.endsWith("duplicateOf");
      const isTold = holders.includes(caller) && (!isDuplicate || knows(caller, document));
      const expected = refusal(caller, who) ?? (!isTold ? "absent" : isDuplicate ? "the same" : "another");
      matrix.record(
        `${link} of ${document} by ${caller}`,
        expected,
        outcome === "ok" ? led(reply.data, link) : outcome,
      );
    }

    function led(data: unknown, link: string): string {
      const [result] = (data as Answer).uploadDocuments.results;
      const id = (link.endsWith("duplicateOf") ? result?.duplicateOf : result?.document)?.id;
      return id === undefined ? "absent" : id === twin.id ? "the same" : "another";
    }
  });
}

import { ConflictError } from "../errors/index.js";

/** The generation that is written to is gone: its document was deleted, or another run of ingestion took over. */
export class GenerationGoneError extends ConflictError {
  constructor(documentId: number, generation: number) {
    super(
      `Generation ${generation} of document ${documentId} is gone: the document was deleted or is being ingested anew.`,
    );
  }
}

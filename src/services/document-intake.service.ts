import { Readable } from "node:stream";
import { userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Document, type DocumentPriority } from "../entities/index.js";
import { ForbiddenError, ValidationError } from "../errors/index.js";
import type { Logger } from "../observability/logger.js";
import { knownDocuments, mayAddDocument } from "../policies/document.policy.js";
import { FileMissingError } from "../storage/errors.js";
import type { FileStore } from "../storage/file-store.js";
import { type Arrival, type Arrived, IntakeOutcome, type KnownContent, mayBeReadAgain } from "./arrivals.js";
import type { DocumentWriter } from "./document-writer.js";
import { failureOf, type IntakeResult } from "./intake-results.js";
import { assertKnownWorkspaces } from "./known-workspaces.js";
import { assertMetadata, defaultFolder, fileName, folderName } from "./library-names.js";

/** A file on its way in. */
export interface IncomingFile {
  readonly name: string;
  /** The media type that the sender claims; the content decides. */
  readonly mimeType: string;
  readonly content: Readable;
  /** The space of the vectors that it holds beside its text; left out: its text is embedded here. */
  readonly suppliedSpaceId?: number;
}

/** What a caller says about a new document. */
export interface DocumentFacts {
  readonly folder?: string | undefined;
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  readonly description?: string | undefined;
  readonly source?: string | undefined;
  readonly sourceUrl?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly priority?: DocumentPriority | undefined;
  /** Opens its bytes; kept encrypted. */
  readonly password?: string | undefined;
  /** Workspaces to attach it to at once. */
  readonly workspaceIds?: readonly number[] | undefined;
  /** The caller's own name for it: the owner's document of this name is replaced, if there is one. */
  readonly externalId?: string | undefined;
  /** What the caller tells whether its content changed by; kept with the external id. */
  readonly contentHash?: string | undefined;
  /** What becomes of a file whose bytes the owner has already; the standard is to keep both. */
  readonly duplicates?: DuplicatePolicy | undefined;
}

/** What becomes of a file whose bytes its owner has in the library already. */
export const DuplicatePolicy = { KEEP: "keep", REUSE: "reuse" } as const;
export type DuplicatePolicy = (typeof DuplicatePolicy)[keyof typeof DuplicatePolicy];

/** One of many files on their way in. */
export interface IncomingItem {
  readonly facts: DocumentFacts;
  /** Where it stood in its sender's folders, such as `reports/2026/may.pdf`: folders of the library are made of it. */
  readonly path?: string | undefined;
  /** Opens the file; called once, in the order of the items, and not at all when its content is known. */
  readonly open: () => Promise<IncomingFile>;
}

/** What is found out once for files that are taken together. */
interface Expectations {
  /** The owner's documents of the files' external ids, as far as the viewer may know of them. */
  readonly named: ReadonlyMap<string, Document>;
  /** Whether the viewer knows some workspaces, by their ids. */
  readonly workspaces: Map<string, Promise<void>>;
}

const fileMissing = new FileMissingError().code;
/** So many files become rows in one transaction. */
const itemsPerTransaction = 100;

/** Takes files and texts into the instance's library. */
export class DocumentIntakeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: FileStore,
    private readonly writer: DocumentWriter,
    private readonly maximumBytes: number,
    private readonly logger: Logger,
  ) {}

  /**
   * Stores a file and queues its reading. It is told of at once; `DocumentProgressStream.watch` tells how it goes on.
   * A file whose external id and content hash are known is not read, unless its document could not be read.
   * @throws TooLargeError beyond the upload limit; nothing is kept then.
   */
  async take(viewer: Viewer, file: IncomingFile, facts: DocumentFacts): Promise<Arrived> {
    return this.takeItem(viewer, { facts, open: () => Promise.resolve(file) });
  }

  /** The same for a file that is opened once it is known that the viewer may add it. Throws what `open` throws, too. */
  async takeItem(viewer: Viewer, item: IncomingItem): Promise<Arrived> {
    const received = await this.receive(viewer, item, await this.expectations(viewer, [item]));
    if ("stored" in received) return this.write(viewer, received);
    await this.writer.attach(viewer, [received]);
    return unchanged(received);
  }

  /** The same, for who wants nothing but the document. */
  async upload(viewer: Viewer, file: IncomingFile, facts: DocumentFacts): Promise<Document> {
    return (await this.take(viewer, file, facts)).document;
  }

  /** Stores a text as a document, by the same path as a file. */
  async takeText(viewer: Viewer, text: string, facts: DocumentFacts & { readonly title: string }): Promise<Arrived> {
    if (text.trim() === "") throw new ValidationError("must have text", { field: "text" });
    const content = Readable.from([Buffer.from(text, "utf8")]);
    return this.take(viewer, { name: `${fileName(facts.title)}.txt`, mimeType: "text/plain", content }, facts);
  }

  /**
   * Stores many files, one after the other, and tells of each what became of it, in order: one that cannot be taken does
   * not harm the others. A file whose external id and content hash are known is not even opened.
   * @param items Each makes one of them when its turn comes; what it throws is that one's result.
   */
  async takeMany(viewer: Viewer, items: readonly (() => IncomingItem)[]): Promise<IntakeResult[]> {
    const results: IntakeResult[] = [];
    for (let from = 0; from < items.length; from += itemsPerTransaction) {
      results.push(...(await this.takeSlice(viewer, items.slice(from, from + itemsPerTransaction))));
    }
    return results;
  }

  /**
   * Those of some external ids whose content the viewer has to send: unknown ones, changed ones, and those whose stored
   * bytes were found missing. A document that the viewer may not know of counts as unknown. One that could not be read
   * for another reason is not sent for: the same bytes would most often fail again.
   */
  async changed(
    viewer: Viewer,
    items: readonly { readonly externalId: string; readonly contentHash: string }[],
  ): Promise<string[]> {
    const externalIds = items.map(({ externalId }) => externalId);
    const known = await this.documentsNamed(viewer, externalIds);
    const isThere = ({ externalHash, failureCode }: Document, contentHash: string): boolean =>
      externalHash === contentHash && failureCode !== fileMissing;
    return items
      .filter(({ externalId, contentHash }) => {
        const document = known.get(externalId);
        return document === undefined || !isThere(document, contentHash);
      })
      .map(({ externalId }) => externalId);
  }

  private async takeSlice(viewer: Viewer, makers: readonly (() => IncomingItem)[]): Promise<IntakeResult[]> {
    const items = makers.map((make) => this.itemOf(make));
    const expectations = await this.expectations(
      viewer,
      items.flatMap((item) => ("error" in item ? [] : [item])),
    );
    const results: (IntakeResult | null)[] = [];
    const arrivals: Arrival[] = [];
    const known: KnownContent[] = [];
    for (const item of items) {
      if ("error" in item) {
        results.push(item);
        continue;
      }
      try {
        const received = await this.receive(viewer, item, expectations);
        if ("stored" in received) arrivals.push(received);
        else known.push(received);
        results.push("stored" in received ? null : { ...unchanged(received), error: null });
      } catch (error) {
        results.push(failureOf(this.logger, error));
      }
    }
    const written = await this.writeAll(viewer, arrivals);
    await this.writer.attach(viewer, known);
    return results.map(
      (result) => result ?? written.shift() ?? failureOf(this.logger, new Error("A result is missing.")),
    );
  }

  /** What is made of an item, or why that cannot be. */
  private itemOf(make: () => IncomingItem): IncomingItem | IntakeResult {
    try {
      return make();
    } catch (error) {
      return failureOf(this.logger, error);
    }
  }

  /** Writes a slice; when that fails because of one of them, each by itself. */
  private async writeAll(viewer: Viewer, arrivals: readonly Arrival[]): Promise<IntakeResult[]> {
    try {
      return (await this.writer.write(viewer, arrivals)).map((arrived) => ({ ...arrived, error: null }));
    } catch {
      const results: IntakeResult[] = [];
      for (const arrival of arrivals) {
        results.push(
          await this.write(viewer, arrival).then(
            (arrived): IntakeResult => ({ ...arrived, error: null }),
            (error: unknown) => failureOf(this.logger, error),
          ),
        );
      }
      return results;
    }
  }

  private async write(viewer: Viewer, arrival: Arrival): Promise<Arrived> {
    try {
      const [arrived] = await this.writer.write(viewer, [arrival]);
      if (arrived === undefined) throw new Error("A result is missing.");
      return arrived;
    } catch (error) {
      await this.files.delete(arrival.stored.key);
      throw error;
    }
  }

  /** Checks what is said of a file, then stores its bytes; unless the document of its external id has its content. */
  private async receive(
    viewer: Viewer,
    { facts, path, open }: IncomingItem,
    expectations: Expectations,
  ): Promise<Arrival | KnownContent> {
    const checked = await this.check(viewer, facts, path, expectations);
    const { externalId, contentHash, password } = facts;
    const document = externalId === undefined ? undefined : expectations.named.get(externalId);
    const isKnown = document !== undefined && contentHash !== undefined && document.externalHash === contentHash;
    if (isKnown && !mayBeReadAgain(document, password)) return { document, workspaceIds: checked.workspaceIds };
    const { content, ...file } = await open();
    const stored = await this.files.write(content, this.maximumBytes);
    return { ...checked, ...file, name: fileName(file.name), stored };
  }

  private async check(
    viewer: Viewer,
    { duplicates, ...facts }: DocumentFacts,
    path: string | undefined,
    { workspaces }: Expectations,
  ) {
    const workspaceIds = [...new Set(facts.workspaceIds ?? [])];
    if (!mayAddDocument(viewer, workspaceIds)) {
      throw new ForbiddenError(
        "Only managers add documents; a key that is limited to workspaces adds them to one of those.",
      );
    }
    assertMetadata(facts.metadata);
    const asked = workspaceIds.join();
    const answer =
      workspaces.get(asked) ?? assertKnownWorkspaces(this.transactions, viewer, workspaceIds, "workspaceIds");
    workspaces.set(asked, answer);
    await answer;
    const inside = path?.split(/[\\/]/).slice(0, -1) ?? [];
    const folder = folderName([facts.folder ?? defaultFolder, ...inside].join("/"));
    return { ...facts, folder, workspaceIds, reuses: duplicates === DuplicatePolicy.REUSE };
  }

  private async expectations(viewer: Viewer, items: readonly IncomingItem[]): Promise<Expectations> {
    const externalIds = items.flatMap(({ facts: { externalId, contentHash } }) =>
      externalId === undefined || contentHash === undefined ? [] : [externalId],
    );
    return { named: await this.documentsNamed(viewer, externalIds), workspaces: new Map() };
  }

  private async documentsNamed(viewer: Viewer, externalIds: readonly string[]): Promise<Map<string, Document>> {
    if (externalIds.length === 0) return new Map();
    const known = knownDocuments(viewer);
    const found = await this.transactions
      .manager()
      .createQueryBuilder(Document, "document")
      .where("document.ownerId = :ownerId AND document.externalId = ANY(:externalIds)", {
        ownerId: userOf(viewer).id,
        externalIds,
      })
      .andWhere(known.sql, known.parameters)
      .getMany();
    return new Map(found.map((document) => [document.externalId ?? "", document]));
  }
}

function unchanged({ document }: KnownContent) {
  return { outcome: IntakeOutcome.UNCHANGED, document, duplicateOf: null };
}

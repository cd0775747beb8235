import { setTimeout as delay } from "node:timers/promises";
import pLimit from "p-limit";
import { type FolderFile, filesBelow, hashOf, sizeOf } from "./folder-files.js";
import type { FileToUpload, LibraryApi, SyncedDocument, UploadFacts } from "./library-api.js";

/** Which folder becomes what. */
export interface SyncRequest extends UploadFacts {
  /** The folder of this machine. */
  readonly source: string;
  /** How the external ids of its files begin: `<name>/<path>`. */
  readonly name: string;
  /** Whether documents of files that are gone are removed. */
  readonly removeMissing: boolean;
}

/** What a sync did. */
export interface SyncReport {
  readonly files: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Files that could not be taken, with the reason. */
  readonly failures: readonly SyncFailure[];
}

/** A file that could not be taken, or a document that could not be read. */
export interface SyncFailure {
  readonly path: string;
  readonly reason: string;
}

/** As many external ids as the server looks up at once. */
const filesPerQuestion = 1_000;
const filesPerUpload = 200;
const bytesPerUpload = 64_000_000;
const documentsPerChange = 500;
const hashesAtOnce = 4;
const longestExternalId = 500;
const pollMilliseconds = 500;
const unread = ["QUEUED", "PARSING", "EMBEDDING"] as const;

type Counts = { -readonly [Name in Exclude<keyof SyncReport, "failures">]: number };

/**
 * Brings the library's documents of one name to the state of a folder: sends what is new or has changed, and nothing
 * else. Doing it again, or after it was broken off, does no harm.
 */
export class FolderSync {
  private readonly counts: Counts = { files: 0, created: 0, updated: 0, unchanged: 0, removed: 0 };
  private readonly failures: SyncFailure[] = [];
  private readonly present = new Set<string>();

  constructor(
    private readonly api: LibraryApi,
    private readonly request: SyncRequest,
  ) {}

  /** @throws ApiError when the server refuses the whole; a file that it refuses is among the failures. */
  async run(): Promise<SyncReport> {
    let slice: FolderFile[] = [];
    for await (const file of filesBelow(this.request.source)) {
      if (slice.push(file) < filesPerQuestion) continue;
      await this.send(slice);
      slice = [];
    }
    await this.send(slice);
    if (this.request.removeMissing || this.request.workspaceIds.length > 0) await this.adjust();
    return { ...this.counts, failures: this.failures };
  }

  /** Waits until every document of the name was read or could not be; resolves to those that could not. */
  async untilRead(): Promise<SyncFailure[]> {
    while ((await this.api.count(this.prefix, unread)) > 0) await delay(pollMilliseconds);
    const failures: SyncFailure[] = [];
    for await (const documents of this.api.documents(this.prefix, ["FAILED"])) {
      for (const { externalId, failure } of documents) {
        failures.push({ path: this.pathOf(externalId), reason: failure?.message ?? "It could not be read." });
      }
    }
    return failures;
  }

  private async send(files: readonly FolderFile[]): Promise<void> {
    if (files.length === 0) return;
    this.counts.files += files.length;
    const limit = pLimit(hashesAtOnce);
    const hashed = await Promise.all(files.map((file) => limit(() => this.toUpload(file))));
    const known = hashed.filter((file) => file !== null);
    const documents = known.map(({ externalId, contentHash }) => ({ externalId, contentHash }));
    const changed = documents.length === 0 ? new Set() : await this.api.changedAmong(documents);
    this.counts.unchanged += known.length - changed.size;
    let batch: FileToUpload[] = [];
    let bytes = 0;
    for (const file of known) {
      if (!changed.has(file.externalId)) continue;
      const size = await sizeOf(file.location);
      if (batch.length > 0 && (batch.length === filesPerUpload || bytes + size > bytesPerUpload)) {
        await this.upload(batch);
        batch = [];
        bytes = 0;
      }
      batch.push(file);
      bytes += size;
    }
    await this.upload(batch);
  }

  /** A file with its hash; null when there is none to be had. */
  private async toUpload({ path, location }: FolderFile): Promise<FileToUpload | null> {
    const externalId = `${this.prefix}${path}`;
    // What cannot be read now is not gone.
    this.present.add(externalId);
    if (externalId.length > longestExternalId) {
      this.failures.push({ path, reason: `Its external id would be longer than ${longestExternalId} characters.` });
      return null;
    }
    try {
      return { externalId, contentHash: await hashOf(location), path, location, name: path.split("/").at(-1) ?? path };
    } catch (error) {
      this.failures.push({ path, reason: error instanceof Error ? error.message : String(error) });
      return null;
    }
  }

  private async upload(files: readonly FileToUpload[]): Promise<void> {
    if (files.length === 0) return;
    const { folder, workspaceIds } = this.request;
    const results = await this.api.upload(files, { folder, workspaceIds });
    for (const [index, { outcome, error }] of results.entries()) {
      const path = files[index]?.path ?? "";
      if (outcome === "CREATED") this.counts.created += 1;
      else if (outcome === "UPDATED") this.counts.updated += 1;
      else if (outcome === "FAILED") this.failures.push({ path, reason: error?.message ?? "It was refused." });
      else this.counts.unchanged += 1;
    }
  }

  /** Attaches documents that were there before, and removes those of files that are gone. */
  private async adjust(): Promise<void> {
    const { removeMissing, workspaceIds } = this.request;
    const gone: string[] = [];
    const missing = new Map(workspaceIds.map((id): [string, string[]] => [id, []]));
    for await (const documents of this.api.documents(this.prefix)) {
      for (const document of documents) {
        if (this.present.has(document.externalId)) note(missing, document);
        else gone.push(document.id);
      }
    }
    for (const [workspaceId, documentIds] of missing) {
      for (const slice of slicesOf(documentIds)) await this.api.attach(workspaceId, slice);
    }
    if (!removeMissing) return;
    for (const slice of slicesOf(gone)) await this.api.remove(slice);
    this.counts.removed = gone.length;
  }

  private get prefix(): string {
    return `${this.request.name}/`;
  }

  private pathOf(externalId: string): string {
    return externalId.slice(this.prefix.length);
  }
}

/** Notes the workspaces that a document is not attached to. */
function note(missing: ReadonlyMap<string, string[]>, { id, attachments }: SyncedDocument): void {
  const places = new Set(attachments.map(({ workspace }) => workspace.id));
  for (const [workspaceId, documentIds] of missing) if (!places.has(workspaceId)) documentIds.push(id);
}

function slicesOf<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / documentsPerChange);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * documentsPerChange, (index + 1) * documentsPerChange),
  );
}

import type { Readable } from "node:stream";
import { TooLargeError } from "../errors/index.js";
import type { ImageModel, MadeImage, ReferenceImage } from "../providers/index.js";

/** A file that somebody sends to start from. */
export interface ReferenceFile {
  readonly name: string;
  readonly content: Readable;
}

/** Images that are wanted. */
export interface ImageRequest {
  readonly prompt: string;
  readonly count: number;
  readonly size: string | null;
  /** Opens the files to start from, in order. */
  readonly references: readonly (() => Promise<ReferenceFile>)[];
}

/** Images, and who made them. */
export interface MadeImages {
  readonly model: string;
  readonly images: readonly MadeImage[];
}

/** What references may have together, in bytes: they stand in memory while the server draws. */
export const maximumReferenceBytes = 50_000_000;

/** Has images made. None is kept. */
export class ImageService {
  constructor(private readonly model: Pick<ImageModel, "name" | "make">) {}

  /**
   * Has images made from a prompt, and from other images where some are given.
   * @throws NoImageModelError, UpstreamError, UpstreamTimeoutError; TooLargeError for references of more than
   * {@link maximumReferenceBytes} together, ValidationError for one that is no image.
   */
  async generate({ references, ...order }: ImageRequest): Promise<MadeImages> {
    const model = this.model.name;
    return { model, images: await this.model.make({ ...order, references: await readReferences(references) }) };
  }
}

async function readReferences(files: ImageRequest["references"]): Promise<ReferenceImage[]> {
  const images: ReferenceImage[] = [];
  let left = maximumReferenceBytes;
  for (const open of files) {
    const { name, content } = await open();
    const bytes = await readAtMost(content, left);
    left -= bytes.length;
    images.push({ name, bytes });
  }
  return images;
}

async function readAtMost(content: Readable, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of content as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) {
      throw new TooLargeError(`References have at most ${maximumReferenceBytes} bytes together.`, {
        field: "references",
      });
    }
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

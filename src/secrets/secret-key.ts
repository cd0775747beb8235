import { hkdfSync, randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DocentError } from "../errors/index.js";

const fileName = "secret.key";
const shortestKey = 32;

/** Where the key is, or is to be. */
export interface SecretKeySettings {
  readonly SECRET_KEY?: string | undefined;
  readonly DATA_DIR: string;
}

/**
 * The instance's secret: from SECRET_KEY, or from a file beside the data that the first start makes. Keys for single
 * purposes are derived from it, so that none of them tells anything of another.
 */
export class SecretKey {
  private constructor(private readonly material: Buffer) {}

  /**
   * Reads the secret, or makes one. Of several processes that start at once on a new folder, one makes it.
   * @param mayCreate false where secrets are there already, which a new key could not read.
   * @throws DocentError with code SECRET_KEY_UNUSABLE when there is a file that holds no key, or none can be made;
   * SECRET_KEY_MISSING when there is none and none may be made.
   */
  static async load(settings: SecretKeySettings, mayCreate = true): Promise<SecretKey> {
    if (settings.SECRET_KEY !== undefined) return new SecretKey(Buffer.from(settings.SECRET_KEY, "utf8"));
    const path = this.fileIn(settings.DATA_DIR);
    let text = await attempt(path, () => readIfPresent(path));
    if (text === null && !mayCreate) throw missing(path);
    text ??= await attempt(path, () => makeFirst(path));
    if (text.trim().length < shortestKey) throw unusable(path, "holds no key. Put its former content back");
    return new SecretKey(Buffer.from(text.trim(), "utf8"));
  }

  /** A new random secret, written to a file that must not exist yet. */
  static async generate(path: string): Promise<SecretKey> {
    return new SecretKey(Buffer.from(await writeNew(path), "utf8"));
  }

  /** The key file of a data folder. */
  static fileIn(dataFolder: string): string {
    return join(dataFolder, fileName);
  }

  /** A key of 32 bytes for one purpose (HKDF with SHA-256, RFC 5869). */
  derive(purpose: string): Uint8Array {
    return new Uint8Array(hkdfSync("sha256", this.material, "docent", purpose, 32));
  }
}

/** Writes a new key whole before it gets its name, so that nobody reads half of one. */
async function makeFirst(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${randomBytes(8).toString("hex")}`;
  await writeNew(fresh);
  try {
    await link(fresh, path);
  } catch (error) {
    // Another process was faster: its key is the one.
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    await rm(fresh);
  }
  return readFile(path, "utf8");
}

/** Writes 256 random bits as text, for the owner's eyes alone, and waits for the disk. */
async function writeNew(path: string): Promise<string> {
  const text = randomBytes(32).toString("base64url");
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return text;
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unusable(path, `cannot be read or made (${String(codeOf(error))}). Put that right`, error);
  }
}

function unusable(path: string, what: string, cause?: unknown): DocentError {
  return new DocentError(
    "unavailable",
    "SECRET_KEY_UNUSABLE",
    `${path}, the file of the secret key, ${what}, or give the key in SECRET_KEY.`,
    { cause },
  );
}

function missing(path: string): DocentError {
  return new DocentError(
    "unavailable",
    "SECRET_KEY_MISSING",
    [
      `The secret key is missing: SECRET_KEY is not set, and there is no ${path}. Nothing was changed.`,
      "This database holds secrets that were encrypted with a key: give that one. Several nodes on one database need the",
      "same SECRET_KEY. If the key is lost for good, run `npx docent secrets reset`, which forgets those secrets.",
    ].join("\n"),
  );
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

import { hkdfSync, randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { DocentError } from "../errors/index.js";

const fileName = "secret.key";
const shortestKey = 32;

/**
 * The instance's secret: from SECRET_KEY, or from a file beside the data that the first start makes. Keys for single
 * purposes are derived from it, so that none of them tells anything of another.
 */
export class SecretKey {
  private constructor(private readonly material: Buffer) {}

  /**
   * Reads the secret, or makes one. Of several processes that start at once on a new folder, one makes it.
   * @throws DocentError with code SECRET_KEY_UNUSABLE when there is a file that holds no key.
   */
  static async load(settings: {
    readonly SECRET_KEY?: string | undefined;
    readonly DATA_DIR: string;
  }): Promise<SecretKey> {
    if (settings.SECRET_KEY !== undefined) return new SecretKey(Buffer.from(settings.SECRET_KEY, "utf8"));
    const path = join(settings.DATA_DIR, fileName);
    const text = (await readIfPresent(path)) ?? (await make(settings.DATA_DIR, path));
    if (text.trim().length < shortestKey) {
      throw new DocentError(
        "unavailable",
        "SECRET_KEY_UNUSABLE",
        `${path} holds no key. Put its former content back, or give the key in SECRET_KEY.`,
      );
    }
    return new SecretKey(Buffer.from(text.trim(), "utf8"));
  }

  /** A key of 32 bytes for one purpose (HKDF with SHA-256, RFC 5869). */
  derive(purpose: string): Uint8Array {
    return new Uint8Array(hkdfSync("sha256", this.material, "docent", purpose, 32));
  }
}

/** Writes a new key whole before it gets its name, so that nobody reads half of one. */
async function make(folder: string, path: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const fresh = `${path}.${randomBytes(8).toString("hex")}`;
  const file = await open(fresh, "wx", 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString("base64url")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
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

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

import { hkdfSync, randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The instance's secret key, from SECRET_KEY or from a file beside the data. */
export class SecretKey {
  private constructor(private readonly material: Buffer) {}

  static async load(settings: {
    readonly SECRET_KEY?: string | undefined;
    readonly DATA_DIR: string;
  }): Promise<SecretKey> {
    if (settings.SECRET_KEY !== undefined) return new SecretKey(Buffer.from(settings.SECRET_KEY, "utf8"));
    await mkdir(settings.DATA_DIR, { recursive: true });
    const path = join(settings.DATA_DIR, "secret.key");
    const existing = await readFile(path, "utf8").catch(() => null);
    if (existing !== null) return new SecretKey(Buffer.from(existing.trim(), "utf8"));
    const fresh = `${path}.${randomBytes(6).toString("hex")}`;
    await writeFile(fresh, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
    await link(fresh, path).catch(() => undefined);
    await rm(fresh);
    return new SecretKey(Buffer.from((await readFile(path, "utf8")).trim(), "utf8"));
  }

  /** A key of 32 bytes for one purpose (HKDF, RFC 5869). */
  derive(purpose: string): Uint8Array {
    return new Uint8Array(hkdfSync("sha256", this.material, "docent", purpose, 32));
  }
}

import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { DocentError } from "../errors/index.js";
import type { SecretKey } from "./secret-key.js";

const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;
const version = "v1";

/** A sealed text cannot be opened: it was sealed with another key or for another context, or was changed. */
export class SealError extends DocentError {
  constructor() {
    super("unavailable", "SECRET_UNREADABLE", "A stored secret cannot be decrypted with this instance's key.");
  }
}

/** Encrypts what is stored and must not be read from the database alone: AES-256-GCM (NIST SP 800-38D). */
export class SecretBox {
  private readonly key: Uint8Array;

  constructor(key: SecretKey) {
    this.key = key.derive("stored secrets");
  }

  /**
   * Encrypts a text.
   * @param context what it is, such as the name of a setting: it opens in no other place.
   * @returns `v1.` and base64url of nonce, tag and ciphertext.
   */
  seal(text: string, context: string): string {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.key, nonce).setAAD(Buffer.from(context, "utf8"));
    const sealed = Buffer.concat([sealing.update(text, "utf8"), sealing.final()]);
    return `${version}.${Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString("base64url")}`;
  }

  /** Decrypts what {@link seal} made. @throws SealError */
  open(sealed: string, context: string): string {
    const [found, body] = sealed.split(".");
    const bytes = Buffer.from(body ?? "", "base64url");
    if (found !== version || bytes.length < nonceBytes + tagBytes) throw new SealError();
    const opening = createDecipheriv(cipher, this.key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(context, "utf8"))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      return opening.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8") + opening.final("utf8");
    } catch {
      throw new SealError();
    }
  }
}

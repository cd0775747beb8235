import { createHash, randomBytes } from "node:crypto";

/** A new API key: 256 random bits behind a prefix that secret scanners can recognise. */
export function generateApiKeySecret(): string {
  return `docent_${randomBytes(32).toString("base64url")}`;
}

/** The same for a browser extension; its prefix tells which kind of key was found somewhere. */
export function generateExtensionKeySecret(): string {
  return `docent_ext_${randomBytes(32).toString("base64url")}`;
}

/** A new invite code: 192 random bits, which fit into a link that people send each other. */
export function generateInviteCode(): string {
  return `docent_invite_${randomBytes(24).toString("base64url")}`;
}

/** A new key by which a site signs its visitors' tokens: 256 random bits. */
export function generateSigningSecret(): string {
  return `docent_signing_${randomBytes(32).toString("base64url")}`;
}

/** How a secret is stored and looked up: SHA-256, hexadecimal. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("hex");
}

/** The part of a secret that may be shown to tell keys apart. */
export function secretPrefix(secret: string): string {
  const kind = /^docent_(?:ext_)?/.exec(secret)?.[0];
  return secret.slice(0, kind === undefined ? 4 : kind.length + 6);
}

/**
 * Takes the secret out of an `Authorization` header. The scheme's name is not looked at, as existing clients rely on;
 * a header of one word is no credential.
 */
export function secretFromAuthorization(header: string | undefined): string | null {
  const parts = header?.split(" ") ?? [];
  const secret = parts[1];
  return secret === undefined || secret === "" ? null : secret;
}

/** What travels between nodes: the message, its logical channel, and the sender, so that it can ignore its own echo. */
export interface Envelope {
  readonly sender: string;
  readonly channel: string;
  readonly message: unknown;
}

/** An envelope as text. */
export function encodeEnvelope({ sender, channel, message }: Envelope): string {
  return JSON.stringify([sender, channel, message]);
}

/** Null for what is no envelope: other programs may use the same server. */
export function decodeEnvelope(text: string): Envelope | null {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || typeof parts[0] !== "string" || typeof parts[1] !== "string") return null;
  return { sender: parts[0], channel: parts[1], message: parts[2] as unknown };
}

import { createTransport } from "nodemailer";
import type { Logger } from "../observability/logger.js";

/** A message to one person. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Where messages are handed over, and whom they come from. */
export interface MailSettings {
  /** `smtp://user:password@host:port`, or smtps; null: nothing is sent. */
  readonly url: string | null;
  readonly from: string | null;
}

const timeoutMilliseconds = 10_000;
const attempts = 3;

/** Sends messages to users by SMTP. */
export class Mailer {
  /** @param settings as they are now; read for every message. */
  constructor(
    private readonly settings: () => MailSettings,
    private readonly logger: Logger,
  ) {}

  /** Whether messages can be sent at all. */
  isConfigured(): boolean {
    const { url, from } = this.settings();
    return url !== null && from !== null;
  }

  /** Sends a message; tries again when the server cannot be reached. What fails for good is logged, without its text. */
  async send(message: Message): Promise<void> {
    const { url, from } = this.settings();
    if (url === null || from === null) return;
    const transport = createTransport(url, {
      connectionTimeout: timeoutMilliseconds,
      greetingTimeout: timeoutMilliseconds,
      socketTimeout: timeoutMilliseconds,
    } as never);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await transport.sendMail({ from, ...message });
        return;
      } catch (error) {
        if (attempt < attempts) continue;
        this.logger.error(
          { reason: error instanceof Error ? error.message : "unknown" },
          "a message could not be sent",
        );
        return;
      }
    }
  }
}

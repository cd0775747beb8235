import { setTimeout as delay } from "node:timers/promises";
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
  /** `smtp://user:password@host:port`, or smtps; null: nothing is sent. Whatever follows the port is not looked at. */
  readonly url: string | null;
  readonly from: string | null;
}

/** How patient a {@link Mailer} is, in milliseconds. */
export interface MailPatience {
  /** How long a server may be silent. */
  readonly silence: number;
  /** How long to wait before each further attempt. */
  readonly pauses: readonly number[];
}

const standardPatience: MailPatience = { silence: 10_000, pauses: [2_000, 15_000] };

/** Sends messages to users by SMTP (RFC 5321). */
export class Mailer {
  private hasToldThatNothingIsSent = false;

  /** @param settings as they are now; read for every message. */
  constructor(
    private readonly settings: () => MailSettings,
    private readonly logger: Logger,
    private readonly patience: MailPatience = standardPatience,
  ) {}

  /** Whether messages can be sent at all. The first time that they cannot is logged. */
  isConfigured(): boolean {
    const { url, from } = this.settings();
    const isConfigured = url !== null && from !== null;
    if (!isConfigured && !this.hasToldThatNothingIsSent) {
      this.hasToldThatNothingIsSent = true;
      this.logger.warn("no messages are sent: the settings mailUrl and mailFrom are not both set");
    }
    return isConfigured;
  }

  /**
   * Sends a message, within a minute or not at all; never rejects. A server that cannot be reached, or says that it may
   * work later, is asked again. What fails for good is logged by its codes alone: servers repeat in their words what
   * they were sent.
   */
  async send(message: Message): Promise<void> {
    const { url, from } = this.settings();
    if (url === null || from === null) return;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.handOver(url, from, message);
        return;
      } catch (error) {
        const pause = isFinal(error) ? undefined : this.patience.pauses[attempt];
        if (pause === undefined) {
          this.logger.error({ ...codesOf(error), attempts: attempt + 1 }, "a message could not be sent");
          return;
        }
        // A node that stops does not wait for it.
        await delay(pause, undefined, { ref: false });
      }
    }
  }

  private async handOver(url: string, from: string, message: Message): Promise<void> {
    const { silence } = this.patience;
    const transport = createTransport({
      ...serverOf(url),
      connectionTimeout: silence,
      greetingTimeout: silence,
      socketTimeout: silence,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({ from, ...message });
    } finally {
      transport.close();
    }
  }
}

/**
 * Takes from the address what says where the server is and who we are there. The library would read options from its
 * query too, by one of which it runs a program instead of speaking to a server.
 */
function serverOf(address: string) {
  const { protocol, hostname, port, username, password } = new URL(address);
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    secure: protocol === "smtps:",
    ...(port === "" ? {} : { port: Number(port) }),
    ...(username === "" ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}

/** Whether another attempt would fail as well: the server refused, or the address of the server is none. */
function isFinal(error: unknown): boolean {
  const { responseCode } = codesOf(error);
  return error instanceof TypeError || error instanceof URIError || (responseCode !== undefined && responseCode >= 500);
}

function codesOf(error: unknown): { readonly code: string | undefined; readonly responseCode: number | undefined } {
  const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown };
  return {
    code: typeof code === "string" ? code : undefined,
    responseCode: typeof responseCode === "number" ? responseCode : undefined,
  };
}

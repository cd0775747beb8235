import { EventEmitter, once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A message as it arrived. */
export interface ReceivedMessage {
  readonly to: readonly string[];
  /** Headers and body as they were sent. */
  readonly source: string;
}

/** A mail server on the loopback address. */
export interface MailServer {
  readonly port: number;
  readonly received: readonly ReceivedMessage[];
  /** How many connections it has had. */
  readonly connections: () => number;
  /** The first message to an address, which may have arrived already. */
  messageTo(address: string): Promise<ReceivedMessage>;
  close(): Promise<void>;
}

/** What the server does unlike a friendly one. */
export interface MailServerManners {
  /** The only name and password that it admits. */
  readonly login?: { readonly user: string; readonly pass: string };
  /** How it answers the first recipients, one code each, before it takes any. */
  readonly refusals?: readonly number[];
}

export async function startMailServer({ login, refusals = [] }: MailServerManners = {}): Promise<MailServer> {
  const received: ReceivedMessage[] = [];
  const arrivals = new EventEmitter();
  const left = [...refusals];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === login?.user && password === login?.pass;
      done(isRight ? null : new Error("no such login"), { user: username });
    },
    onRcptTo: (_address, _session, done) => {
      const responseCode = left.shift();
      done(responseCode === undefined ? null : Object.assign(new Error("not taken"), { responseCode }));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({
          to: envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString("utf8"),
        });
        done(null);
        arrivals.emit("arrival");
      });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    connections: () => connections,
    messageTo: async (address) => {
      for (;;) {
        const found = received.find(({ to }) => to.includes(address));
        if (found !== undefined) return found;
        await once(arrivals, "arrival");
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

import { afterEach, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { Mailer, type MailPatience, type MailSettings } from "../../src/mail/mailer.js";
import { createLogger, type Logger } from "../../src/observability/logger.js";
import { type MailServerManners, startMailServer } from "../support/mail-server.js";
import { temporaryFolder } from "../support/process.js";

const message = { to: "ada@example.com", subject: "Set a new password", text: "The token: docent_reset_canary" };
const from = "Docent <docent@example.com>";
const hasty: MailPatience = { silence: 200, pauses: [1, 1] };
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function mailServer(manners?: MailServerManners) {
  const server = await startMailServer(manners);
  closing.push(() => server.close());
  return server;
}

/** A mailer whose log is kept. */
function buildMailer(settings: MailSettings) {
  const logged: unknown[] = [];
  const keep = (...entry: unknown[]) => void logged.push(entry);
  const logger = Object.assign(Object.create(createLogger("silent")) as Logger, { warn: keep, error: keep });
  return { mailer: new Mailer(() => settings, logger, hasty), logged };
}

test("a message is handed over, with the name and password of the address", async () => {
  const server = await mailServer({ login: { user: "docent", pass: "p@ss:word" } });
  const { mailer, logged } = buildMailer({ url: `smtp://docent:p%40ss%3Aword@127.0.0.1:${server.port}`, from });
  await mailer.send(message);
  expect(server.received).toHaveLength(1);
  expect(server.received[0]?.to).toEqual(["ada@example.com"]);
  expect(server.received[0]?.source).toContain("Subject: Set a new password");
  expect(server.received[0]?.source).toContain("docent_reset_canary");
  expect(logged).toEqual([]);
});

test("a server that says that it may work later is asked again", async () => {
  const server = await mailServer({ refusals: [451, 451] });
  const { mailer, logged } = buildMailer({ url: `smtp://127.0.0.1:${server.port}`, from });
  await mailer.send(message);
  expect(server.received).toHaveLength(1);
  expect(server.connections()).toBe(3);
  expect(logged).toEqual([]);
});

test("a server that refuses is not asked again; the log names its codes and no secret", async () => {
  const server = await mailServer({ login: { user: "docent", pass: "right" } });
  const { mailer, logged } = buildMailer({ url: `smtp://docent:canary-password@127.0.0.1:${server.port}`, from });
  await mailer.send(message);
  expect(server.connections()).toBe(1);
  expect(logged).toEqual([[{ code: "EAUTH", responseCode: 535, attempts: 1 }, "a message could not be sent"]]);
  expect(JSON.stringify(logged)).not.toContain("canary");
});

test("a server that never says a word is given up", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  closing.push(async () => silent.close());
  const { mailer, logged } = buildMailer({ url: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`, from });
  await mailer.send(message);
  expect(logged).toEqual([[expect.objectContaining({ code: "ETIMEDOUT", attempts: 3 }), expect.any(String)]]);
});

test("the address names a server and nothing else: what follows the port runs no program", async () => {
  const folder = await temporaryFolder();
  closing.push(() => folder.remove());
  const server = await mailServer();
  const mark = join(folder.path, "mark");
  const query = `sendmail=true&path=/usr/bin/touch&args=${encodeURIComponent(mark)}&streamTransport=true&jsonTransport=true`;
  const { mailer } = buildMailer({ url: `smtp://127.0.0.1:${server.port}/?${query}`, from });
  await mailer.send(message);
  expect(server.received).toHaveLength(1);
  expect(existsSync(mark)).toBe(false);
});

test("without a server nothing is sent, which is told once", async () => {
  const { mailer, logged } = buildMailer({ url: null, from });
  expect([mailer.isConfigured(), mailer.isConfigured()]).toEqual([false, false]);
  await mailer.send(message);
  expect(logged).toHaveLength(1);
  expect(buildMailer({ url: "smtp://127.0.0.1:1", from }).mailer.isConfigured()).toBe(true);
});

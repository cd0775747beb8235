import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { SMTPServer } from "smtp-server";
import { request } from "../support/graphql-client.js";
import { buildPerson, codeOf, mutate, openToMany } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";

interface Received {
  readonly to: readonly string[];
  readonly text: string;
}

let server: TestServer;
let post: SMTPServer;
const received: Received[] = [];
let arrived: () => void = () => undefined;

beforeAll(async () => {
  server = await startTestServer();
  await openToMany(server);
  post = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({
          to,
          text: Buffer.concat(chunks).toString("utf8").replaceAll("=\r\n", "").replaceAll("=3D", "="),
        });
        callback();
        arrived();
      });
    },
  });
  post.listen(0, "127.0.0.1");
  await once(post.server, "listening");
  const { port } = post.server.address() as AddressInfo;
  await mutate(
    server,
    "updateSettings",
    {
      values: [
        { name: "mailUrl", value: `smtp://127.0.0.1:${port}` },
        { name: "mailFrom", value: "Docent <docent@example.com>" },
      ],
    },
    "settings { name }",
  );
});
afterAll(async () => {
  await server.stop();
  await new Promise<void>((resolve) => {
    post.close(resolve);
  });
});

const ask = (username: string) =>
  request<{ requestPasswordReset: { accepted: boolean } }>(
    server,
    "mutation ($username: String!) { requestPasswordReset(username: $username) { accepted } }",
    { username },
    null,
  );

test("who forgot a password gets a token by mail that sets another; nobody learns who has an address", async () => {
  const person = await buildPerson(server, { email: "person@example.com" });
  const without = await buildPerson(server);
  const message = new Promise<void>((resolve) => (arrived = resolve));
  const answers = [await ask("nobody-at-all"), await ask(without.username), await ask(person.username)];
  expect(answers.map(({ data, errors }) => [data, errors])).toEqual(
    answers.map(() => [{ requestPasswordReset: { accepted: true } }, undefined]),
  );
  await message;
  expect(received.map(({ to }) => to)).toEqual([["person@example.com"]]);
  const token = /docent_reset_[\w-]+/.exec(received[0]?.text ?? "")?.[0] ?? "";
  const newPassword = "from the letter box";
  expect(codeOf(await mutate(server, "resetPassword", { token, newPassword }, "accepted", null))).toBeUndefined();
  const credentials = { username: person.username, password: newPassword };
  expect(codeOf(await mutate(server, "signIn", credentials, "accessToken", null))).toBeUndefined();
});

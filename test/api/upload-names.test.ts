import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, upload } from "../support/graphql-client.js";
import { startTestServer, type TestServer } from "../support/server.js";

const boundary = "boundary-of-the-parts";
const mutation = "mutation ($file: Upload!) { uploadDocument(input: { file: $file }) { document { name } } }";

describe("the names of uploaded files", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  test.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\reports\\may.txt", "may.txt"],
    ["..", "document"],
    ["notes\u202etxt.md", "notestxt.md"],
    ["\u2067right\u2069.txt", "right.txt"],
    ["tab\there.txt", "tabhere.txt"],
    [`${"long".repeat(100)}.txt`, `${"long".repeat(100)}.txt`.slice(-255)],
  ])("%j becomes %j", async (name, kept) => {
    const answer = await upload(server, { name, content: `This is ${name}.` });
    expect(answer.errors).toBeUndefined();
    const { document } = await data<{ document: { name: string } }>(
      server,
      "query ($id: ID!) { document(by: { id: $id }) { name } }",
      { id: answer.data?.uploadDocument.document.id },
    );
    expect(document.name).toBe(kept);
  });

  test.each([
    ["a zero byte", "a\0b.txt"],
    ["half a line's end", "a\rb.txt"],
  ])("with %s in it are the sender's fault", async (_what, name) => {
    const part = (header: string, content: string): string =>
      `--${boundary}\r\nContent-Disposition: form-data; ${header}\r\n\r\n${content}\r\n`;
    const body = [
      part('name="operations"', JSON.stringify({ query: mutation, variables: { file: null } })),
      part('name="map"', '{"0":["variables.file"]}'),
      part(`name="0"; filename="${name}"`, "Text."),
      `--${boundary}--\r\n`,
    ].join("");
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${server.apiKey}`,
        "apollo-require-preflight": "1",
        "content-type": `multipart/form-data; boundary=${boundary}`,
      },
      body,
    });
    const { errors } = (await response.json()) as { errors: { extensions: unknown }[] };
    expect(errors[0]?.extensions).toMatchObject({ code: "BAD_REQUEST", field: "file" });
  });
});

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { SealError, SecretBox } from "../../src/secrets/secret-box.js";
import { SecretKey } from "../../src/secrets/secret-key.js";

let folder: string;
let box: SecretBox;
let other: SecretBox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "docent-test-"));
  box = new SecretBox(await SecretKey.load({ DATA_DIR: folder }));
  other = new SecretBox(await SecretKey.load({ DATA_DIR: folder, SECRET_KEY: "x".repeat(32) }));
});
afterAll(() => rm(folder, { recursive: true }));

test("what is sealed opens again, with the same key in the same context alone", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), fc.string(), (text, context, another) => {
      fc.pre(another !== context);
      const sealed = box.seal(text, context);
      expect(box.open(sealed, context)).toBe(Buffer.from(text, "utf8").toString("utf8"));
      expect(() => other.open(sealed, context)).toThrow(SealError);
      expect(() => box.open(sealed, another)).toThrow(SealError);
    }),
  );
});

test("a sealed text that was changed anywhere does not open", () => {
  const sealed = box.seal("a secret", "here");
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.constantFrom("A", "B", "-", ".", ""), (at, character) => {
      const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
      // The last character of base64 has bits that stand for nothing.
      if (changed === sealed || at === sealed.length - 1) return;
      expect(() => box.open(changed, "here")).toThrow(SealError);
    }),
  );
});

test("the same text is sealed differently every time", () => {
  expect(new Set(Array.from({ length: 100 }, () => box.seal("same", "place"))).size).toBe(100);
});

test("many who start at once on a new folder get one key", async () => {
  const fresh = await mkdtemp(join(tmpdir(), "docent-test-"));
  try {
    const keys = await Promise.all(Array.from({ length: 20 }, () => SecretKey.load({ DATA_DIR: fresh })));
    expect(new Set(keys.map((key) => Buffer.from(key.derive("a purpose")).toString("hex"))).size).toBe(1);
  } finally {
    await rm(fresh, { recursive: true });
  }
});

test("keys for different purposes have nothing in common", async () => {
  const key = await SecretKey.load({ DATA_DIR: folder });
  expect(Buffer.from(key.derive("one")).equals(Buffer.from(key.derive("other")))).toBe(false);
});

test("a key file that is empty, cut short or no file is refused with what to do, and left as it is", async () => {
  const broken = await mkdtemp(join(tmpdir(), "docent-test-"));
  try {
    const path = SecretKey.fileIn(broken);
    for (const content of ["", "too short\n"]) {
      await writeFile(path, content);
      await expect(SecretKey.load({ DATA_DIR: broken })).rejects.toMatchObject({
        code: "SECRET_KEY_UNUSABLE",
        message: expect.stringContaining("SECRET_KEY"),
      });
      expect(await readFile(path, "utf8")).toBe(content);
    }
    await rm(path);
    await mkdir(path);
    await expect(SecretKey.load({ DATA_DIR: broken })).rejects.toMatchObject({ code: "SECRET_KEY_UNUSABLE" });
  } finally {
    await rm(broken, { recursive: true });
  }
});

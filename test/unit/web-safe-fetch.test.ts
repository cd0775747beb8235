import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AddressGuard, isPublicAddress } from "../../src/web/address-guard.js";
import { type Resolver, SafeFetch } from "../../src/web/safe-fetch.js";

/** A listener on every address of this machine, which a guarded fetch must not reach unless it is allowed. */
let listener: Server;
let port = 0;
let connections = 0;
let requests: IncomingMessage[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  listener = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  listener.on("connection", () => (connections += 1));
  listener.listen(0, "::");
  await once(listener, "listening");
  ({ port } = listener.address() as AddressInfo);
});
afterAll(async () => {
  listener.closeAllConnections();
  listener.close();
  await once(listener, "close");
});
beforeEach(() => {
  connections = 0;
  requests = [];
  answer = (_request, response) => response.end("the listener");
});

const addresses: Readonly<Record<string, readonly string[]>> = {
  "loopback.test": ["127.0.0.1"],
  "loopback-six.test": ["::1"],
  "mixed.test": ["93.184.216.34", "127.0.0.1"],
  "mixed-first.test": ["10.0.0.1", "93.184.216.34"],
  "metadata.test": ["169.254.169.254"],
  "mapped.test": ["::ffff:127.0.0.1"],
  "nobody.test": [],
};
const resolve: Resolver = (name) =>
  Promise.resolve((addresses[name] ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })));

function fetchWith(allowed: readonly string[] = [], resolver = resolve, patience = { silence: 30_000, total: 60_000 }) {
  return new SafeFetch(new AddressGuard(allowed, new Set([port])), patience, resolver);
}

describe("what must not be reached is refused before a connection is made", () => {
  const hosts = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0X7F.0.0.1",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "0.0.0.0",
    "0",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.1.1.",
    "100.64.0.1",
    "169.254.169.254",
    "169.254.1.1",
    "0xa9fea9fe",
    "2852039166",
    "192.0.0.192",
    "198.18.0.1",
    "192.0.2.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::10.0.0.1]",
    "[64:ff9b::169.254.169.254]",
    "[64:ff9b:1:7f00:0:100:808:808]",
    "[64:ff9b:1:a9fe:a9:fe00:808:808]",
    "168.63.129.16",
    "[::ffff:168.63.129.16]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
    "[fe80::1]",
    "[fe80::a9fe:a9fe]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[100::1]",
    "[fec0::1]",
    "loopback.test",
    "LOOPBACK.test",
    "loopback.test.",
    "loopback-six.test",
    "mixed.test",
    "mixed-first.test",
    "metadata.test",
    "mapped.test",
    "１２７.０.０.１",
    "127。0。0。1",
    "①②⑦.⓪.⓪.①",
  ];
  test.each(hosts)("%s", async (host) => {
    await expect(fetchWith().get({ url: `http://${host}:${port}/` })).rejects.toMatchObject({ code: "LINK_REFUSED" });
    expect(connections).toBe(0);
  });

  test.each([
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:70/_",
    "data:text/plain,hello",
    "javascript:alert(1)",
    "//example.com/",
    "example.com",
    "",
    "http://",
    "http://user@example.com/",
    "http://user:password@example.com/",
    "http://example.com:22/",
    "http://example.com:6379/",
    "http://[::1/",
    "http://127.0.0.1:99999/",
  ])("%j", async (url) => {
    await expect(fetchWith().get({ url })).rejects.toMatchObject({ code: "LINK_REFUSED" });
    expect(connections).toBe(0);
  });

  test("a host that nobody knows is told as such", async () => {
    const reading = fetchWith().get({ url: `http://nobody.test:${port}/` });
    await expect(reading).rejects.toMatchObject({ code: "LINK_UNREACHABLE" });
  });
});

describe("redirects and changing names", () => {
  const allowed = () => [`allowed.test:${port}`];
  /** `allowed.test` is this machine; other names are as above. */
  const known: Resolver = (name) =>
    name === "allowed.test" ? Promise.resolve([{ address: "127.0.0.1", family: 4 }]) : resolve(name);

  test.each([
    ["a loopback address", () => `http://127.0.0.1:${port}/secret`],
    ["a name of one", () => `http://loopback.test:${port}/secret`],
    ["an address in hexadecimal", () => `http://0x7f000001:${port}/secret`],
    ["the metadata of a cloud", () => "http://169.254.169.254/latest/meta-data/"],
    ["another scheme", () => "file:///etc/passwd"],
    ["a user and password", () => `http://user:password@allowed.test:${port}/`],
    ["another port", () => "http://allowed.test:22/"],
  ])("a redirect to %s is refused", async (_name, location) => {
    answer = (request, response) => {
      response.writeHead(request.url === "/" ? 302 : 200, { location: location() }).end();
    };
    const reading = fetchWith(allowed(), known).get({ url: `http://allowed.test:${port}/` });
    await expect(reading).rejects.toMatchObject({ code: "LINK_REFUSED" });
    expect(requests.map(({ url }) => url)).toEqual(["/"]);
  });

  test("a name that changes its answer after it was checked is connected to where it was checked", async () => {
    const answers = ["127.0.0.1", "10.0.0.1", "10.0.0.1"];
    let asked = 0;
    const changing: Resolver = () => {
      const address = answers[asked++] ?? "10.0.0.1";
      return Promise.resolve([{ address, family: 4 }]);
    };
    const { body } = await fetchWith([`changing.test:${port}`], changing).get({ url: `http://changing.test:${port}/` });
    expect(await text(body)).toBe("the listener");
    expect(asked).toBe(1);
  });

  test("a name that is public at first and private at the redirect is refused", async () => {
    let asked = 0;
    const rebinding: Resolver = (name) => {
      if (name === "allowed.test") return known(name);
      asked += 1;
      return Promise.resolve([{ address: asked === 1 ? "93.184.216.34" : "127.0.0.1", family: 4 }]);
    };
    await rebinding("rebinding.test");
    answer = (_request, response) => {
      response.writeHead(302, { location: `http://rebinding.test:${port}/secret` }).end();
    };
    const reading = fetchWith(allowed(), rebinding).get({ url: `http://allowed.test:${port}/` });
    await expect(reading).rejects.toMatchObject({ code: "LINK_REFUSED" });
    expect(requests).toHaveLength(1);
  });

  test("headers go to the origin that they are for, and not on to another one", async () => {
    const two: Resolver = () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]);
    answer = (request, response) => {
      if (request.url === "/end") response.end("end");
      else if (request.url === "/second") response.writeHead(302, { location: `http://other.test:${port}/end` }).end();
      else response.writeHead(302, { location: "/second" }).end();
    };
    const reading = fetchWith(["allowed.test", "other.test"], two);
    const got = await reading.get({ url: `http://allowed.test:${port}/`, headers: { "X-Token": "secret" } });
    expect([got.url, await text(got.body)]).toEqual([`http://other.test:${port}/end`, "end"]);
    expect(requests.map(({ headers }) => headers["x-token"])).toEqual(["secret", "secret", undefined]);
  });

  test.each(["Host", "content-length", "Transfer-Encoding", "Connection", "Upgrade", "Expect", "Proxy-Authorization"])(
    "the header %s is not the caller's to set",
    async (name) => {
      const reading = fetchWith(allowed(), known).get({
        url: `http://allowed.test:${port}/`,
        headers: { [name]: "1" },
      });
      await expect(reading).rejects.toMatchObject({ code: "LINK_REFUSED" });
      expect(connections).toBe(0);
    },
  );

  test("a name server that never answers is given up", async () => {
    const silent: Resolver = () => new Promise(() => undefined);
    const reading = fetchWith([], silent, { silence: 100, total: 200 }).get({ url: `http://silent.test:${port}/` });
    await expect(reading).rejects.toMatchObject({ code: "LINK_TIMEOUT" });
  });

  test("a caller who gives up while a name is looked up does not wait for it", async () => {
    const silent: Resolver = () => new Promise(() => undefined);
    const reason = new Error("nobody waits any more");
    const reading = fetchWith([], silent).get({
      url: `http://silent.test:${port}/`,
      signal: AbortSignal.abort(reason),
    });
    await expect(reading).rejects.toBe(reason);
  });

  test("slow name servers are asked few at a time", async () => {
    let asked = 0;
    const silent: Resolver = () => {
      asked += 1;
      return new Promise(() => undefined);
    };
    const web = fetchWith([], silent, { silence: 100, total: 200 });
    const readings = Array.from({ length: 8 }, (_, at) => web.get({ url: `http://silent-${at}.test:${port}/` }));
    const results = await Promise.allSettled(readings);
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    expect(asked).toBe(2);
  });

  test("endless redirects end", async () => {
    answer = (_request, response) => void response.writeHead(302, { location: "/again" }).end();
    const reading = fetchWith(allowed(), known).get({ url: `http://allowed.test:${port}/` });
    await expect(reading).rejects.toMatchObject({ code: "LINK_UNREACHABLE" });
    expect(requests).toHaveLength(6);
  });
});

test.each(["zstd", "gzip, gzip", "compress"])(
  "a compression that is not understood (%s) is an error",
  async (encoding) => {
    answer = (_request, response) => {
      response.writeHead(200, { "content-encoding": encoding }).end("bytes");
    };
    const reading = fetchWith(["127.0.0.0/8"]).get({ url: `http://127.0.0.1:${port}/` });
    await expect(reading).rejects.toMatchObject({ code: "LINK_UNREACHABLE" });
  },
);

describe("an answer", () => {
  const local = ["127.0.0.0/8"];
  const url = () => `http://127.0.0.1:${port}/page`;

  test("is decoded, and told with its headers", async () => {
    answer = (_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-type": "text/html", etag: '"1"' });
      response.end(gzipSync("<p>hello</p>"));
    };
    const { body, headers, status } = await fetchWith(local).get({ url: url() });
    expect([await text(body), headers["content-type"], headers["etag"], status]).toEqual([
      "<p>hello</p>",
      "text/html",
      '"1"',
      200,
    ]);
  });

  test("of an error is one", async () => {
    answer = (_request, response) => void response.writeHead(404).end("no such page");
    await expect(fetchWith(local).get({ url: url() })).rejects.toMatchObject({ code: "LINK_STATUS", status: 404 });
  });

  test("that does not come is given up", async () => {
    answer = () => undefined;
    const reading = fetchWith(local, resolve, { silence: 100, total: 60_000 }).get({ url: url() });
    await expect(reading).rejects.toMatchObject({ code: "LINK_TIMEOUT" });
  });

  test("that drips without end is given up", async () => {
    let timer: NodeJS.Timeout | undefined;
    answer = (_request, response) => {
      response.writeHead(200);
      timer = setInterval(() => response.write("x"), 20);
    };
    const asked = fetchWith(local, resolve, { silence: 30_000, total: 1_000 }).get({ url: url() });
    try {
      await expect(asked.then(({ body }) => text(body))).rejects.toThrow();
    } finally {
      clearInterval(timer);
    }
  });

  test("nobody listens to is told as such", async () => {
    const free = createServer().listen(0, "127.0.0.1");
    await once(free, "listening");
    const { port: closed } = free.address() as AddressInfo;
    free.close();
    await once(free, "close");
    const guarded = new SafeFetch(new AddressGuard(["127.0.0.1"]));
    const reading = guarded.get({ url: `http://127.0.0.1:${closed}/` });
    await expect(reading).rejects.toMatchObject({ code: "LINK_UNREACHABLE" });
  });
});

test.each(["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001::1", "64:ff9b::8.8.8.8"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each(["10.0.0.0/99", "http://example.com", "a b", "*"])("%s is no host that could be allowed", (entry) => {
  expect(() => new AddressGuard([entry])).toThrow();
});

// Gate test 19: what somebody typed leads out into the world or nowhere; a name that turns to a private address is not followed.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { allowedHosts, whyNotReachable } from "@/lib/network/allowed-hosts";
import { fetchPublic } from "@/lib/network/fetch-public";
import { isPublicAddress } from "@/lib/network/public-address";
import { type Listener, listener } from "@/lib/testing/listener";

let other: Listener;

beforeAll(async () => {
  other = await listener();
});
afterAll(() => other.stop());
beforeEach(() => {
  other.taken.length = 0;
  other.behave({ status: 204 });
});

const nobody = allowedHosts("");

// Each range by its first and last address, and the neighbours outside of it.
const refused: [string, string, string, string?, string?][] = [
  ["this network", "0.0.0.0", "0.255.255.255", undefined, "1.0.0.0"],
  ["private, 10/8", "10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"],
  ["shared by carriers", "100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"],
  ["loopback", "127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"],
  ["link-local and metadata", "169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"],
  ["private, 172.16/12", "172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"],
  ["protocol assignments", "192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"],
  ["documentation", "192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"],
  ["6to4 relays", "192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"],
  ["private, 192.168/16", "192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"],
  ["benchmarks", "198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"],
  ["documentation, 2", "198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"],
  ["documentation, 3", "203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"],
  ["multicast and reserved", "224.0.0.0", "255.255.255.255", "223.255.255.255"],
  ["unspecified and loopback, IPv6", "::", "::1"],
  ["IPv4 mapped", "::ffff:0.0.0.0", "::ffff:255.255.255.255"],
  ["IPv4 mapped, public inside", "::ffff:8.8.8.8", "::ffff:808:808"],
  ["translated (NAT64)", "64:ff9b::", "64:ff9b::ffff:ffff"],
  ["translated, local", "64:ff9b:1::", "64:ff9b:1:ffff::"],
  ["below the world", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "100::", undefined, "2000::"],
  ["Teredo and the like", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", undefined, "2001:200::"],
  [
    "documentation, IPv6",
    "2001:db8::",
    "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db7:ffff::",
    "2001:db9::",
  ],
  ["6to4", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:ffff::", "2003::"],
  ["documentation, IPv6, 2", "3fff::", "3fff:fff:ffff::", "3ffe:ffff::", "3fff:1000::"],
  ["above the world", "4000::", "fbff::", "3fff:ffff::"],
  ["unique local", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["link-local, IPv6", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["link-local with a zone", "fe80::1%eth0", "fe80::1%1"],
  ["multicast, IPv6", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
];

for (const [what, first, last, below, above] of refused) {
  test(`an address that is ${what} is not public, and its neighbours are`, () => {
    expect([first, last].filter(isPublicAddress)).toEqual([]);
    const neighbours = [below, above].filter((one) => one !== undefined);
    expect(neighbours.filter((one) => !isPublicAddress(one))).toEqual([]);
  });
}

test("what is no address at all is not public", () => {
  expect(["", "localhost", "8.8.8", "0x7f.1", "[::1]"].filter(isPublicAddress)).toEqual([]);
});

test("only https is asked, without a name or password, at port 443 or at one that is allowed", () => {
  const allowed = allowedHosts(" ci.acme.internal:8443, Chat.Acme.Internal ");
  const reachable = (url: string) => whyNotReachable(url, allowed) === null;
  expect(reachable("https://hooks.example.com/a?b=c")).toBe(true);
  expect(reachable("https://hooks.example.com:443/")).toBe(true);
  expect(reachable("https://ci.acme.internal:8443/")).toBe(true);
  expect(reachable("https://chat.acme.internal/")).toBe(true);
  for (const url of [
    "http://hooks.example.com/",
    "ftp://hooks.example.com/",
    "file:///etc/passwd",
    "https://mara:secret@hooks.example.com/",
    "https://mara@hooks.example.com/",
    "https://hooks.example.com:8443/",
    "https://chat.acme.internal:8443/",
    "https://ci.acme.internal:8444/",
    "hooks.example.com",
    "",
  ])
    expect(reachable(url), url).toBe(false);
});

test("B12: a name that leads to a private address is not asked, however it is written", async () => {
  for (const url of [
    "https://127.0.0.1/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://localhost/",
  ])
    expect(await fetchPublic({ url }, { allowed: nobody }), url).toMatchObject({
      ok: false,
      why: expect.stringContaining("private network"),
    });
});

test("one private address among public ones is enough", async () => {
  const resolve = async () => ["93.184.216.34", "10.0.0.7"];
  expect(
    await fetchPublic({ url: "https://hooks.example.com/" }, { allowed: nobody, resolve }),
  ).toMatchObject({ ok: false, why: expect.stringContaining("private network") });
});

test("B12: a name that turns from a public to a private address never reaches the private one", async () => {
  // First an address where nobody is, from then on the one where our server listens, as the system's own resolver says too.
  let asked = 0;
  const resolve = async () => (asked++ === 0 ? ["192.0.2.1"] : ["127.0.0.1"]);
  expect(await fetchPublic({ url: other.url }, { ...other.way, patience: 400, resolve })).toMatchObject({
    ok: false,
  });
  expect(asked).toBe(1);
  expect(other.taken).toEqual([]);
});

test("a host that the server's configuration names is reached in its own network", async () => {
  other.behave({ status: 200, body: "ok" });
  const asked = { url: other.url, method: "POST" as const, headers: { "x-one": "1" }, body: "Grüße" };
  expect(await fetchPublic(asked, other.way)).toMatchObject({ ok: true, status: 200, text: "ok" });
  expect(other.taken).toMatchObject([{ path: "/hooks", body: "Grüße", headers: { "x-one": "1" } }]);
});

test("a certificate that nobody vouches for, or for another name, ends it", async () => {
  const { trusted: _, ...unknown } = other.way;
  expect(await fetchPublic({ url: other.url }, unknown)).toMatchObject({ ok: false });
  const url = `https://another.example:${other.port}/`;
  const allowed = new Map([["another.example", new Set([other.port])]]);
  expect(await fetchPublic({ url }, { ...other.way, allowed })).toEqual({
    ok: false,
    why: "Its certificate is for another name.",
  });
  expect(other.taken).toEqual([]);
});

test("a redirect is an answer and not followed", async () => {
  other.behave({ status: 301, headers: { location: other.url } });
  expect(await fetchPublic({ url: other.url }, other.way)).toMatchObject({ ok: true, status: 301 });
  expect(other.taken).toHaveLength(1);
});

test("no more than 64 KiB of an answer are read", async () => {
  other.behave({ status: 200, body: "x".repeat(1_000_000) });
  const answer = await fetchPublic({ url: other.url }, other.way);
  expect(answer.ok && answer.text.length).toBe(64 * 1024);
});

test("one that hangs, hangs up or is not there is given up with a sentence", async () => {
  other.behave("hangs");
  const way = { ...other.way, patience: 300 };
  expect(await fetchPublic({ url: other.url }, way)).toEqual({
    ok: false,
    why: "It took too long to answer.",
  });
  other.behave("drops");
  expect(await fetchPublic({ url: other.url }, other.way)).toMatchObject({ ok: false });
  const never = new Promise<string[]>(() => {});
  expect(await fetchPublic({ url: other.url }, { ...way, resolve: () => never })).toEqual({
    ok: false,
    why: "It took too long to answer.",
  });
  const gone = await listener();
  await gone.stop();
  expect(await fetchPublic({ url: gone.url }, gone.way)).toEqual({
    ok: false,
    why: "Nothing listens there.",
  });
});

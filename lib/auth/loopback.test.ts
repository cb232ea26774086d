import { expect, test } from "vitest";

import { addressBlock, isLoopbackRequest } from "@/lib/auth/loopback";

const asked = (host: string, address: string, publicUrl = "http://localhost:3000") =>
  isLoopbackRequest(new Headers({ host, "x-forwarded-for": address }), publicUrl);

test.each([
  ["localhost:3000", "127.0.0.1"],
  ["127.0.0.1:3000", "::ffff:127.0.0.1"],
  ["[::1]:3000", "::1"],
  ["localhost", "127.8.9.10"],
])("%s asked from %s is this machine", (host, address) => {
  expect(asked(host, address)).toBe(true);
});

test.each([
  ["localhost:3000", "192.168.1.20"], // a forged Host header from the network
  ["localhost:3000", "unknown"],
  ["localhost.evil.example:3000", "127.0.0.1"],
  ["register.example", "127.0.0.1"],
  ["127.0.0.1.evil.example", "127.0.0.1"],
  ["localhost:3000", "127.0.0.1.evil"],
])("%s asked from %s is not", (host, address) => {
  expect(asked(host, address)).toBe(false);
});

test("without an address nobody is this machine", () => {
  expect(isLoopbackRequest(new Headers({ host: "localhost:3000" }), "http://localhost:3000")).toBe(false);
});

test("a register that people reach by another name is never this machine alone", () => {
  expect(asked("localhost:3000", "127.0.0.1", "https://register.example")).toBe(false);
});

test("attempts are counted by IPv4 address, and by the /64 that one customer of a provider has", () => {
  expect(addressBlock("203.0.113.9")).toBe("203.0.113.9");
  expect(addressBlock("::ffff:203.0.113.9")).toBe("203.0.113.9");
  expect(addressBlock("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
  expect(addressBlock("2001:db8:1:2::6")).toBe("2001:db8:1:2::/64");
  expect(addressBlock("2001:db8::6")).toBe("2001:db8:0:0::/64");
});

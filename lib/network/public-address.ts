// Which addresses are out in the world. All that is ours is refused: this machine, the network around it, the cloud's
// metadata, and every way of writing those addresses inside others.

import { BlockList, isIP } from "node:net";

const refusedV4: [string, number][] = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // carrier's own
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local, metadata
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, broadcast
];

/** What is given out to the world lies in 2000::/3, but for these. */
const refusedV6: [string, number][] = [
  ["2001::", 23], // protocol assignments, Teredo among them
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4: IPv4 inside
  ["3fff::", 20], // documentation
];

// Two lists: to a list that holds ::ffff:0:0/96, every IPv4 address is inside it.
const ours = { v4: new BlockList(), v6: new BlockList(), world6: new BlockList() };
for (const [network, prefix] of refusedV4) ours.v4.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of refusedV6) ours.v6.addSubnet(network, prefix, "ipv6");
ours.world6.addSubnet("2000::", 3, "ipv6");

/** `address` is an IP address as the resolver gives it. Whatever is none is not public. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !ours.v4.check(address, "ipv4");
    case 6:
      return !address.includes("%") && ours.world6.check(address, "ipv6") && !ours.v6.check(address, "ipv6");
    default:
      return false;
  }
}

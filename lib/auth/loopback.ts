// Who asks from where. proxy.ts has put the true address into x-forwarded-for before anything reads it here.

/** Nobody but this machine: its address, the name it was asked by, and the address people are told, all three. */
export function isLoopbackRequest(headers: Headers, publicUrl: string): boolean {
  return (
    isLoopbackName(new URL(publicUrl).hostname) &&
    isLoopbackName(hostname(headers.get("host"))) &&
    isLoopbackAddress(clientAddress(headers))
  );
}

export function clientAddress(headers: Headers): string {
  return headers.get("x-forwarded-for")?.trim() || "unknown";
}

/** One network at a provider counts as one: a /64 of IPv6 is a single customer. */
export function addressBlock(address: string): string {
  if (!address.includes(":") || isMappedIpv4(address)) return address.replace("::ffff:", "");
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail?.split(":").filter(Boolean) ?? [];
  while (tail !== undefined && groups.length + rest.length < 8) groups.push("0");
  return `${[...groups, ...rest].slice(0, 4).join(":")}::/64`;
}

function isLoopbackName(name: string) {
  return name === "localhost" || name === "127.0.0.1" || name === "[::1]";
}

function isLoopbackAddress(address: string) {
  return address === "::1" || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

function isMappedIpv4(address: string) {
  return /^::ffff:\d+\.\d+\.\d+\.\d+$/.test(address);
}

function hostname(host: string | null) {
  return host?.replace(/:\d+$/, "") ?? "";
}

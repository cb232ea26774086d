// Own networks are reached only where the server's configuration names the host: "ci.acme.internal" or
// "ci.acme.internal:8443", with commas between them. Never on a screen.

/** Host names in small letters, each with the ports that are open to it. */
export type AllowedHosts = ReadonlyMap<string, ReadonlySet<number>>;

const httpsPort = 443;

export function allowedHosts(list: string): AllowedHosts {
  const hosts = new Map<string, Set<number>>();
  for (const entry of list.split(",").map((one) => one.trim().toLowerCase())) {
    if (entry === "") continue;
    const [, name = "", port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    hosts.set(name, (hosts.get(name) ?? new Set()).add(port ? Number(port) : httpsPort));
  }
  return hosts;
}

/** Null: it may be asked, as far as its words tell. Its addresses are looked at when it is. */
export function whyNotReachable(url: string, allowed: AllowedHosts): string | null {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address?.protocol !== "https:") return "The address begins with https://.";
  if (address.username !== "" || address.password !== "")
    return "The address holds a name or password. Leave it out.";
  const port = address.port === "" ? httpsPort : Number(address.port);
  if (port !== httpsPort && !allowed.get(address.hostname)?.has(port))
    return "Only port 443 is reached. Others are named in the server's configuration.";
  return null;
}

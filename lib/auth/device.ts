/** What a person calls the thing they sit at, e.g. "Firefox on Linux". Shown in their list of sessions, trusted for nothing. */
export function deviceName(userAgent: string | null): string {
  const agent = userAgent ?? "";
  const browser = named(agent, [
    ["Edg/", "Edge"],
    ["OPR/", "Opera"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ]);
  const system = named(agent, [
    ["Android", "Android"],
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Windows", "Windows"],
    ["Mac OS X", "macOS"],
    ["Linux", "Linux"],
  ]);
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? "Unknown device";
}

function named(agent: string, marks: [mark: string, name: string][]) {
  return marks.find(([mark]) => agent.includes(mark))?.[1];
}

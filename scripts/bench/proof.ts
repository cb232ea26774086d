// How long it takes to prove that the register holds (npm run verify), and what memory the process that asks has.

import { verifyRegister } from "@/lib/audit/verify";

export async function proof(): Promise<string> {
  const started = performance.now();
  const { breach, counts } = await verifyRegister();
  const seconds = (performance.now() - started) / 1_000;
  const memory = Math.round(process.memoryUsage().rss / 1_000_000);
  return `${breach ?? "The register holds"}: ${counts.events.toLocaleString("en")} events verified in ${seconds.toFixed(0)} s, by a process of ${memory} MB`;
}

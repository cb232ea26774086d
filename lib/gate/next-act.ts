// The one thing to do about a finding now (R24): read what covers it, wait for what was asked, or ask.

import type { FindingAnswer } from "@/lib/gate/judge";

export type NextAct =
  | { kind: "covered" | "open"; number: number }
  | { kind: "ask"; fingerprint: string }
  /** Nobody can ask while the catalogue has no policy to ask for. */
  | { kind: "no policy" }
  | null;

type Asked = Pick<FindingAnswer, "answer" | "why" | "policy" | "related" | "exception"> & {
  finding: { fingerprint: string };
};

export function nextAct(
  { answer, why, policy, related, exception, finding }: Asked,
  choosable: ReadonlySet<string>,
): NextAct {
  if (exception) return { kind: "covered", number: exception.number };
  if (answer !== "violation" || policy === null) return null;
  if ((why === "pending" || why === "sent_back") && related !== null)
    return { kind: "open", number: related };
  return choosable.has(policy) ? { kind: "ask", fingerprint: finding.fingerprint } : { kind: "no policy" };
}

/** Those that take a request: in the catalogue and not retired. */
export function choosablePolicies({
  policies,
}: {
  policies: Map<string, { retiredAt: Date | null }>;
}): Set<string> {
  return new Set([...policies].filter(([, { retiredAt }]) => !retiredAt).map(([key]) => key));
}

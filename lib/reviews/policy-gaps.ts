// A policy that several teams break within a quarter, that is broken again and again, renewed a second time, nearly always
// approved as asked, or whose findings come back does not fit reality (R26). A signal: it asks for a decision and takes none.

export const gapSignals = [
  "several teams",
  "again and again",
  "second renewal",
  "third renewal",
  "always approved",
  "findings come back",
] as const;
export type GapSignal = (typeof gapSignals)[number];

/** What a policy's exceptions of one quarter add up to. */
export type PolicyUse = {
  policy: string;
  title: string;
  exceptions: number;
  teams: number;
  /** Of these, renewed twice or more, and three times or more. */
  secondRenewals: number;
  thirdRenewals: number;
  /** Requests decided for good, and those approved as they were asked: never sent back, nothing demanded, nothing shortened. */
  decided: number;
  approvedAsAsked: number;
  /** Findings that were covered until an exception ended, and that a scanner has reported since. */
  comeBack: number;
};

export const severalTeams = 3;
export const againAndAgain = 4;
/** Below this number of decisions a share says nothing. */
export const enoughDecisions = 5;
export const nearlyAll = 0.9;

export function gapsOf(use: Omit<PolicyUse, "policy" | "title">): GapSignal[] {
  return [
    ...(use.teams >= severalTeams ? ["several teams" as const] : []),
    ...(use.exceptions >= againAndAgain ? ["again and again" as const] : []),
    ...(use.secondRenewals > 0 && use.thirdRenewals === 0 ? ["second renewal" as const] : []),
    ...(use.thirdRenewals > 0 ? ["third renewal" as const] : []),
    ...(use.decided >= enoughDecisions && use.approvedAsAsked >= use.decided * nearlyAll
      ? ["always approved" as const]
      : []),
    ...(use.comeBack > 0 ? ["findings come back" as const] : []),
  ];
}

/** "4 teams, 6 exceptions, one third renewal": the figures behind the signals. */
export function figuresInWords(use: Omit<PolicyUse, "policy" | "title">): string {
  const words = [
    counted(use.exceptions, "exception"),
    use.exceptions > 0 && counted(use.teams, "team"),
    use.thirdRenewals > 0
      ? counted(use.thirdRenewals, "third renewal")
      : use.secondRenewals > 0 && counted(use.secondRenewals, "second renewal"),
    use.decided >= enoughDecisions && `${use.approvedAsAsked} of ${use.decided} approved as asked`,
    use.comeBack > 0 && `${counted(use.comeBack, "finding")} came back`,
  ];
  return words.filter(Boolean).join(", ");
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

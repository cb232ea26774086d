// A policy that several teams break within a quarter, that is broken again and again, or whose exception was renewed a
// third time does not fit reality (R26). A signal: it asks for a decision and takes none.

export const gapSignals = ["several teams", "again and again", "third renewal"] as const;
export type GapSignal = (typeof gapSignals)[number];

/** What a policy's exceptions of one quarter add up to. */
export type PolicyUse = {
  policy: string;
  title: string;
  exceptions: number;
  teams: number;
  /** Of these, renewed three times or more. */
  thirdRenewals: number;
};

export const severalTeams = 3;
export const againAndAgain = 4;

export function gapsOf({
  teams,
  exceptions,
  thirdRenewals,
}: Omit<PolicyUse, "policy" | "title">): GapSignal[] {
  return [
    ...(teams >= severalTeams ? ["several teams" as const] : []),
    ...(exceptions >= againAndAgain ? ["again and again" as const] : []),
    ...(thirdRenewals > 0 ? ["third renewal" as const] : []),
  ];
}

// A group retires when nothing leans on it any more.

import { type Keeper, whyCannotAdminister } from "@/lib/people/administration";
import { type Refusal, refuse } from "@/lib/refusal";

export type Leaning = {
  name: string;
  retiredAt: Date | null;
  isForum: boolean;
  /** Keys of the policies in use that it answers for. */
  policies: string[];
  /** Exceptions with a step that waits for it. */
  waiting: { number: number }[];
  /** Names of the groups that it stands above. */
  below: string[];
  otherForums: number;
};

export function whyCannotRetireGroup(group: Leaning, actor: Keeper): Refusal | null {
  const refusal = whyCannotAdminister(actor);
  if (refusal) return refusal;

  const { name, policies, waiting, below } = group;
  if (group.retiredAt) return refuse("wrong-status", `${name} is retired already.`);
  if (policies.length > 0) {
    return refuse("conflict", `${name} owns ${policies.join(", ")}. Give each another control owner first.`);
  }
  if (waiting.length > 0) {
    const numbers = waiting.map(({ number }) => `EX-${number}`).join(", ");
    return refuse("conflict", `Not while ${numbers} ${waiting.length === 1 ? "waits" : "wait"} for ${name}.`);
  }
  if (below.length > 0) {
    return refuse("conflict", `${name} is above ${below.join(", ")}. Put another group above first.`);
  }
  return whyLastForum(group);
}

/** The third renewal needs a forum (R17), so there is always one. */
export function whyLastForum(group: { name: string; isForum: boolean; otherForums: number }): Refusal | null {
  if (!group.isForum || group.otherForums > 0) return null;
  return refuse(
    "conflict",
    `${group.name} is the only forum, which third renewals need. Name another one first.`,
  );
}

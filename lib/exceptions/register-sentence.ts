// The register's filter in words. One sentence stands over the list, on the print and in the audit trail.

import { outcomeNames } from "@/lib/exceptions/rechecks";
import { noTeam, type RegisterFilter, type StatusWord, type View } from "@/lib/exceptions/register-filter";
import { domainNames } from "@/lib/words";

/** "Active, high or critical, ending in 7 days, owner Mara Voss". `nameOf` knows the people that the filter names. */
export function filterSentence(filter: RegisterFilter, nameOf: (personId: string) => string): string {
  const {
    view,
    q,
    numbers,
    status,
    risk,
    recheck,
    domain,
    policy,
    system,
    model,
    vendor,
    data,
    team,
    owner,
    requester,
    endsWithinHours,
    urgent,
  } = filter;
  const phrases = [
    startOf(view, status),
    numbers.length > 0 && picked(numbers),
    either(risk),
    recheck.length > 0 && `re-check ${either(recheck.map((one) => outcomeNames[one].toLowerCase()))}`,
    urgent && "asked urgently",
    policy.length > 0 && `rule ${either(policy)}`,
    domain.length > 0 && `${either(domain.map((one) => domainNames[one]))} rules`,
    system.length > 0 && `system ${either(system)}`,
    model.length > 0 && `model ${either(model)}`,
    vendor.length > 0 && `vendor ${either(vendor)}`,
    data.length > 0 && `data ${either(data)}`,
    team.length > 0 && `team ${either(team.map((one) => (one === noTeam ? "none" : one)))}`,
    endsWithinHours !== null && `ending in ${lengthInWords(endsWithinHours)}`,
    owner && `owner ${nameOf(owner)}`,
    requester && `requester ${nameOf(requester)}`,
    q && `with “${q}”`,
  ];
  const sentence = phrases.filter(Boolean).join(", ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const viewWords: Record<Exclude<View, "all">, string> = {
  "in-force": "in force",
  pending: "pending",
  ended: "past their end, not closed",
  "not-holding": "active, with a condition that does not hold",
  open: "still open",
  ai: "still open, where a model is used",
  sensitive: "in force, touching regulated data, customers or external models",
};

export const statusLabels: Record<StatusWord, string> = {
  pending: "Pending",
  "sent-back": "Sent back",
  active: "Active",
  expired: "Expired",
  rejected: "Rejected",
  closed: "Closed",
  remediated: "Closed: remediated",
  withdrawn: "Closed: withdrawn",
  lapsed: "Closed: lapsed",
  revoked: "Closed: revoked",
  superseded: "Closed: superseded",
};

function startOf(view: View, status: StatusWord[]): string {
  const words = either(status.map((one) => statusLabels[one].toLowerCase()));
  if (view === "all") return words || "all exceptions";
  return words ? `${viewWords[view]}, ${words}` : viewWords[view];
}

function either(words: string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** Up to five are named: more would make no sentence. */
export function picked(numbers: number[]): string {
  return numbers.length > 5
    ? `${numbers.length} that were picked`
    : either(numbers.map((number) => `EX-${number}`));
}

function lengthInWords(hours: number): string {
  const [amount, unit] = hours % 24 === 0 ? [hours / 24, "day"] : [hours, "hour"];
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}

/** "9", or "more than 1,000" where counting on would read the whole register. */
export function countInWords({ count, capped }: { count: number; capped: boolean }): string {
  return capped ? `more than ${count.toLocaleString("en")}` : count.toLocaleString("en");
}

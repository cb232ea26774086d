// Signals (R20): warnings for whoever asks, shown again to whoever decides. They explain and never block. One table of
// rules over plain facts; each says which words it points at, why, and what would clear it.

import { formatLength } from "@/lib/dates";
import { type Word, wordsBetween } from "@/lib/exceptions/differences";
import { likeness, nearCopyFrom } from "@/lib/exceptions/likeness";
import { readReason } from "@/lib/exceptions/vague-reason";
import type { Environment } from "@/prisma/generated/enums";

export type SignalKind =
  | "vague-reason"
  | "vague-title"
  | "broad-scope"
  | "longer-than-usual"
  | "near-copy"
  | "extended-before"
  | "longer-than-last-time"
  | "same-words-as-last-time"
  | "owner-past-end";

export type Signal = {
  kind: SignalKind;
  headline: string;
  /** The words or facts that it points at, as they were typed. */
  points: string[];
  why: string;
  clears: string;
  /** For a near-copy: the older entry, and what became of its words, to be read side by side. */
  twin?: { number: number; title: string; words: Word[] };
};

/** An older entry whose reason is much like this one. */
export type Twin = { number: number; title: string; reason: string; likeness: number };

/** What the rules look at. What is not typed or known yet is left out, and nothing is said about it. */
export type Judged = {
  title?: string;
  reason?: string;
  riskIntroduced?: string;
  rules: { key: string; title: string; statement: string }[];
  systems: { id: string; name: string; environments: Environment[] }[];
  places: { systemId: string; environment: Environment; resource: string }[];
  /** How long is asked for, in seconds. */
  askedSeconds?: number;
  /** What earlier exceptions from each rule were granted, in seconds. */
  granted: { key: string; seconds: number[] }[];
  renewal: number;
  /** The exception that this one continues. */
  last?: { number: number; reason: string; riskIntroduced: string; grantedSeconds: number | null };
  owner?: { name: string; pastEnd: number };
  /** Older entries with a similar reason, the closest first. */
  twins: Twin[];
};

type Rule = (judged: Judged) => Omit<Signal, "kind"> | null;

export function signalsIn(judged: Judged): Signal[] {
  return (Object.entries(rules) as [SignalKind, Rule][]).flatMap(([kind, rule]) => {
    const found = rule(judged);
    return found ? [{ kind, ...found }] : [];
  });
}

export const neededToCompare = 4;
export const manyPastEnd = 3;
const manyPlaces = 10;

const rules: Record<SignalKind, Rule> = {
  "vague-reason": ({ reason }) => {
    if (!reason) return null;
    const { isVague, missing, filler } = readReason(reason);
    return isVague
      ? {
          headline: "The reason fits any request",
          points: filler,
          why: `It leaves out ${listed(missing)}, so nobody could tell it from another one.`,
          clears: "Say what happens to what, who is waiting for it, and the day on which it is over.",
        }
      : null;
  },

  "vague-title": ({ title, rules: broken, systems, places }) => {
    if (!title || namesSomething(title, broken, systems, places)) return null;
    return {
      headline: "The title names neither the rule nor the place",
      points: [title],
      why: "In the register and in mails it stands alone, and nobody could tell what it is about.",
      clears: `Name what is broken and where, for instance “${exampleTitle(broken, systems)}”.`,
    };
  },

  "broad-scope": ({ title = "", places, systems }) => {
    const unbounded = [...new Set([...places.map(({ resource }) => resource), title].flatMap(unboundedIn))];
    const whole = systems.filter((system) => coversAll(system, places)).map(({ name }) => name);
    if (unbounded.length > 0) {
      return {
        headline: "The scope has no bounds",
        points: unbounded,
        why: "It covers whatever is there and whatever is added later, so nobody can say what was approved.",
        clears: "Name the hosts, addresses, accounts or folders that need it.",
      };
    }
    if (whole.length > 0) {
      return {
        headline: `All of ${listed(whole)}, in every environment`,
        points: whole,
        why: "The whole system is asked for wherever it runs, production included.",
        clears: "Leave out the environments that do not need it, or name the part that does.",
      };
    }
    if (places.length > manyPlaces) {
      return {
        headline: `${places.length} places at once`,
        points: [],
        why: "So many places are closed one by one, and the last of them is forgotten.",
        clears: "Ask for those that need it now, and for the others when their turn comes.",
      };
    }
    return null;
  },

  "longer-than-usual": ({ askedSeconds, granted }) => {
    const exceeded = granted
      .filter(({ seconds }) => seconds.length >= neededToCompare)
      .map(({ key, seconds }) => ({
        key,
        count: seconds.length,
        median: percentile(seconds, 50),
        most: percentile(seconds, 80),
      }))
      .filter(({ most }) => askedSeconds !== undefined && askedSeconds > most);
    const [first] = exceeded.sort((a, b) => a.most - b.most);
    if (!first || !askedSeconds) return null;
    return {
      headline: `Longer than ${first.key} usually needs`,
      points: [formatLength(askedSeconds)],
      why: `Of ${first.count} earlier ones, half were granted ${formatLength(first.median)} or less, and four in five ${formatLength(first.most)} or less.`,
      clears: `Ask for ${formatLength(first.most)} or less, or say in the reason what each day is needed for.`,
    };
  },

  "near-copy": ({ reason, twins: [twin] }) =>
    reason && twin
      ? {
          headline: `Near-copy of EX-${twin.number}`,
          points: [twin.title],
          why: `${percent(twin.likeness)} of its reason is word for word that of an older entry. What was true then may not be true now.`,
          clears:
            "Say in your own words what is different here, or extend the older one if it is the same break.",
          twin: { number: twin.number, title: twin.title, words: wordsBetween(twin.reason, reason) },
        }
      : null,

  "extended-before": ({ renewal, last }) =>
    renewal > 0 && last
      ? {
          headline: renewal === 1 ? `Continues EX-${last.number}` : `Extended ${times(renewal - 1)} before`,
          points: [renewal > 2 ? `Renewal ${renewal}` : `Renewal ${renewal} of 2`],
          why:
            renewal > 2
              ? "After two renewals it is a design problem and no longer an exception (R17)."
              : "It was to be over by now. Each renewal makes the next one easier to ask for.",
          clears: "Close it once the break is gone. Nothing else clears this.",
        }
      : null,

  "longer-than-last-time": ({ askedSeconds, last }) =>
    askedSeconds && last?.grantedSeconds && askedSeconds > last.grantedSeconds
      ? {
          headline: "Longer than last time",
          points: [formatLength(askedSeconds)],
          why: `EX-${last.number} was granted ${formatLength(last.grantedSeconds)}. An extension finishes what was begun and rarely needs more.`,
          clears: `Ask for ${formatLength(last.grantedSeconds)} or less.`,
        }
      : null,

  "same-words-as-last-time": ({ reason = "", riskIntroduced = "", last }) => {
    if (!last) return null;
    const same = [
      isSame(reason, last.reason) && "the reason",
      isSame(riskIntroduced, last.riskIntroduced) && "what could go wrong",
    ].filter((part) => part !== false);
    return same.length > 0
      ? {
          headline: "The same words as last time",
          points: same,
          why: `EX-${last.number} said this already, and it was not enough time then.`,
          clears: "Say what is true today: what was done meanwhile, what is left, and why.",
        }
      : null;
  },

  "owner-past-end": ({ owner }) =>
    owner && owner.pastEnd >= manyPastEnd
      ? {
          headline: `${owner.name} owns ${owner.pastEnd} past their end`,
          points: [owner.name],
          why: "They have ended and are not closed yet. One more is likely to join them.",
          clears: "Close those first, or name an owner who has the time.",
        }
      : null,
};

function namesSomething(
  title: string,
  broken: Judged["rules"],
  systems: Judged["systems"],
  places: Judged["places"],
) {
  const known = [
    ...broken.flatMap(({ key, title: name, statement }) => [key, name, statement]),
    ...systems.map(({ name }) => name),
    ...places.map(({ resource }) => resource),
  ].flatMap(stems);
  return stems(title).some((stem) => known.includes(stem));
}

/** Words by their first five letters, so that "evaluated" meets "evaluation"; keys and hosts ("SEC-014", "db-3") whole. */
function stems(text: string): string[] {
  const keys = text.toLowerCase().match(/[\p{L}\p{N}]+-\d+/gu) ?? [];
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return [...keys, ...words.filter((word) => !joining.has(word)).map((word) => word.slice(0, 5))];
}

const joining = new Set(
  "the and for with from while until not off out one two may must can has are was that this its who which only exception request temporary".split(
    " ",
  ),
);

function exampleTitle([rule]: Judged["rules"], [system]: Judged["systems"]): string {
  return [rule?.title ?? "TLS 1.2 or newer", system && `on ${system.name}`].filter(Boolean).join(" ");
}

/** "*", "0.0.0.0/0", "all hosts", "any", "everything": what has no end in a scope. */
function unboundedIn(text: string): string[] {
  return [...text.matchAll(unbounded)].map(([found]) => found.trim()).filter(Boolean);
}

const unbounded =
  /(?<![\w.*])\*+(?![\w.])|0\.0\.0\.0\/0|::\/0|\b(?:all|any|every|each)(?= (?:\w+ )?(?:host|server|system|machine|account|user|address|port|folder|bucket|environment|resource|ip|device|table|database|repositor|project|vendor|agent|node|cluster)[a-z]*\b)|^\s*(?:all|any|everything|everywhere|complete|entire|whole)\s*$|\b(?:everything|everywhere|whole company|entire network)\b/gi;

function coversAll(system: Judged["systems"][number], places: Judged["places"]): boolean {
  const covered = places.filter(({ systemId, resource }) => systemId === system.id && resource === "");
  return (
    system.environments.length > 1 &&
    system.environments.every((environment) => covered.some((place) => place.environment === environment))
  );
}

/** The nearest rank: what so many percent of them were granted at most. */
export function percentile(seconds: number[], percent: number): number {
  const sorted = [...seconds].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

const isSame = (one: string, other: string) => one !== "" && likeness(one, other) >= nearCopyFrom;
const percent = (share: number) => `${Math.round(share * 100)} %`;
const times = (count: number) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);

function listed(parts: string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

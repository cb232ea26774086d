// What each target of the exports has to do: tell what is in force so that its tool lets nothing pass later or wider than
// it was approved (R13, R25), and name what it cannot tell.

import type { Category } from "@/lib/exceptions/schemas";
import type { FindingAnswer } from "@/lib/gate/judge";
import type { Finding } from "@/lib/gate/report";
import type { RuleRow } from "@/lib/gate/rule-map";
import type { Environment } from "@/prisma/generated/enums";

/** An exception in force at one place, with what was approved there. */
export type Granted = {
  id: string;
  number: number;
  title: string;
  reason: string;
  risk: string;
  mitigation: string;
  category: Category;
  requestedBy: string;
  approvedBy: string[];
  approvedAt: Date;
  /** When it stops, also for want of a ratification. */
  endsAt: Date;
  url: string;
  policies: string[];
  /** Resources that its scope names, by policy. */
  resources: { policy: string; resource: string }[];
  findings: Finding[];
  /** Findings whose rule is mapped to another policy by now: the exception covers them no more (R25). */
  remapped: number;
};

/** All that an export is made of. The same content makes the same text, so that its tag changes with it. */
export type Emission = {
  system: string;
  systemName: string;
  environment: Environment;
  /** Where the register is. */
  address: string;
  /** Instants before which an entry would be dead on arrival. */
  now: Date;
  /** Where in the checkout the file lies, for tools that read one in each folder; "" is the root. */
  folder: string;
  granted: Granted[];
  map: RuleRow[];
  /** The findings of the last evaluation here, as they are answered now. */
  last: FindingAnswer[];
  /** Grows with each change of an exception here, and with each end. */
  version: number;
  changedAt: Date;
};

export type Left = { number: number; why: string };

export type Emitted = {
  /** Null: there is nothing to tell, and the format has no way to say so. */
  text: string | null;
  /** How many entries the file holds. */
  entries: number;
  left: Left[];
};

export type Target = {
  /** As the address names it. */
  name: string;
  /** The file that its tool reads. */
  file: string;
  /** What people call it. */
  tool: string;
  mediaType: string;
  emit: (emission: Emission) => Emitted;
};

/** One entry, or the sentence that says why there is none. */
export type Told<Entry> = { entry: Entry } | { why: string };

/** Goes through each finding of each exception; exceptions that name none cannot be told to a scanner. */
export function tellFindings<Entry>(
  { granted, last }: Emission,
  isFor: (finding: Finding) => boolean,
  tell: (finding: Finding, exception: Granted) => Told<Entry>[] | Told<Entry>,
): { entries: Entry[]; left: Left[] } {
  const entries: Entry[] = [];
  const left: Left[] = [];
  const answers = new Map(last.map((one) => [one.finding.fingerprint, one]));
  for (const exception of granted) {
    const { number, findings } = exception;
    if (exception.remapped > 0) left.push({ number, why: "Its rule checks another policy now." });
    else if (findings.length === 0) left.push({ number, why: "It names no finding of a scanner." });
    for (const finding of findings.filter(isFor)) {
      // What the gate refuses (more occurrences, a worse severity, another policy) no tool shall let pass either.
      const answered = answers.get(finding.fingerprint);
      if (answered?.answer === "violation") {
        left.push({ number, why: answered.sentence });
        continue;
      }
      for (const told of [tell(finding, exception)].flat()) {
        if ("entry" in told) entries.push(told.entry);
        else left.push({ number, why: told.why });
      }
    }
    const other = findings.filter((finding) => !isFor(finding)).length;
    if (other > 0) left.push({ number, why: other === findings.length ? ofOthers : someOfOthers });
  }
  return { entries, left: eachOnce(left) };
}

export function eachOnce(left: Left[]): Left[] {
  return [...new Map(left.map((one) => [`${one.number} ${one.why}`, one])).values()];
}

const ofOthers = "Its findings are not of this tool.";
const someOfOthers = "Some of its findings are of other tools.";
export const tooSoon = "It ends within a second.";
export const oldEvaluation = "It was asked for before the register kept the places of findings: ask again.";

/** "EX-1042 until 1 December…: the reason. https://…", on one line and at most so long. */
export function statementOf({ number, reason, url }: Granted, most = 500): string {
  const link = ` ${url}`;
  const words = `EX-${number}: ${reason.replace(/\s+/gu, " ").trim()}`;
  const room = most - link.length;
  return `${words.length > room ? `${words.slice(0, room - 1).toWellFormed()}…` : words}${link}`;
}

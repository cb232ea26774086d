import { InlineLink } from "@/components/directory/inline-link";
import { DecisionPill } from "@/components/gate/decision-pill";
import { Section } from "@/components/section";
import { LinkButton } from "@/components/ui/link-button";
import { formatInstant } from "@/lib/dates";
import { answers } from "@/lib/gate/judge";
import { choosablePolicies, type NextAct, nextAct } from "@/lib/gate/next-act";
import { type FindingThenAndNow, type OneEvaluation, titleOf } from "@/lib/gate/one-evaluation";
import { unmapped } from "@/lib/unmapped";

type Props = {
  evaluation: OneEvaluation;
  /** Which of the findings are on this page. */
  from: number;
  to: number;
  zone: string;
  cannotAsk?: string;
};

/** By policy, worst first, with the answer of then and the one next act of now. */
export function Findings({ evaluation, from, to, zone, cannotAsk }: Props) {
  const choosable = choosablePolicies(evaluation);
  const shown = byPolicy(evaluation.findings).slice(from, to);
  const policies = [...new Set(shown.map(({ policy }) => policy))];

  return policies.map((policy) => {
    const all = evaluation.findings.filter((one) => one.policy === policy);
    const acts = all.map((one) => nextAct(one, choosable)).filter((act) => act?.kind === "ask");
    return (
      <Section
        key={policy}
        title={policy === null ? "Rules that are no policy" : `${policy} ${titleOf(policy, evaluation)}`}
        count={all.length}
        actions={
          policy === unmapped ? (
            <LinkButton href="/gate/rules">Name their policies</LinkButton>
          ) : (
            acts.length > 1 &&
            policies.length > 1 && (
              <LinkButton
                href={`/exceptions/new?evaluation=ev_${evaluation.id}&policy=${policy}`}
                reason={cannotAsk}
              >
                {`Ask for these ${acts.length}`}
              </LinkButton>
            )
          )
        }
      >
        <ul className="divide-y divide-line border-y border-line">
          {shown
            .filter((one) => one.policy === policy)
            .map((one) => (
              <Finding
                key={one.finding.fingerprint}
                one={one}
                act={nextAct(one, choosable)}
                {...{ evaluation, zone, cannotAsk }}
              />
            ))}
        </ul>
      </Section>
    );
  });
}

/** Policies with what is worst first; within one the worst, then by rule and resource, so that equals stand together. */
function byPolicy(findings: FindingThenAndNow[]): FindingThenAndNow[] {
  const rank = ({ answer }: FindingThenAndNow) => answers.indexOf(answer);
  const worst = new Map<string | null, number>();
  for (const one of findings) worst.set(one.policy, Math.max(worst.get(one.policy) ?? 0, rank(one)));
  const words = ({ finding: { rule, resource, location } }: FindingThenAndNow) =>
    `${rule.tool}:${rule.id} ${resource} ${location.path}`;
  return findings.toSorted(
    (one, other) =>
      (worst.get(other.policy) ?? 0) - (worst.get(one.policy) ?? 0) ||
      // What is no policy comes last.
      Number(one.policy === null) - Number(other.policy === null) ||
      (one.policy ?? "").localeCompare(other.policy ?? "") ||
      rank(other) - rank(one) ||
      words(one).localeCompare(words(other)),
  );
}

type FindingProps = {
  one: FindingThenAndNow;
  act: NextAct;
  evaluation: OneEvaluation;
  zone: string;
  cannotAsk?: string;
};

function Finding({ one, act, evaluation, zone, cannotAsk }: FindingProps) {
  const { finding, first } = one;
  const { rule, resource, location, severity, occurrences, suppressedByTool, message } = finding;
  const told = first ?? one;
  const isChanged = first !== null && (first.answer !== one.answer || first.sentence !== one.sentence);
  const place = location.line === null ? location.path : `${location.path}:${location.line}`;

  return (
    <li className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[8.5rem_minmax(0,1fr)_auto]">
      <div>
        <DecisionPill decision={told.answer} />
      </div>
      <div className="grid min-w-0 gap-1 text-sm">
        <p className="break-words">
          <span className="font-mono text-[0.95em]">{`${rule.tool}:${rule.id}`}</span>{" "}
          <span className="font-medium">{resource}</span>
        </p>
        <p className="text-xs break-words text-muted">
          {[
            place,
            `severity ${severity}`,
            occurrences > 1 && `seen ${occurrences} times`,
            suppressedByTool && "hidden by the tool",
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {message && <p className="max-w-read break-words text-muted">{message}</p>}
        <p>{told.policy === null ? "An administrator said that this rule is no policy." : told.sentence}</p>
        {isChanged && (
          <p>
            <span className="font-medium">Now:</span>{" "}
            {one.answer === "exception" && one.exception
              ? `covered by EX-${one.exception.number} until ${formatInstant(one.exception.endsAt, zone)}.`
              : one.sentence}
          </p>
        )}
      </div>
      <Act {...{ act, evaluation, cannotAsk }} />
    </li>
  );
}

function Act({ act, evaluation, cannotAsk }: Pick<FindingProps, "act" | "evaluation" | "cannotAsk">) {
  switch (act?.kind) {
    case "covered":
    case "open":
      return (
        <div className="self-start text-sm">
          <InlineLink href={`/exceptions/EX-${act.number}`}>{`Open EX-${act.number}`}</InlineLink>
        </div>
      );
    case "ask":
      return (
        <div className="self-start">
          <LinkButton
            href={`/exceptions/new?evaluation=ev_${evaluation.id}&finding=${encodeURIComponent(act.fingerprint)}`}
            reason={cannotAsk}
          >
            Ask for this one
          </LinkButton>
        </div>
      );
    case "no policy":
      return <p className="max-w-48 text-xs text-muted">This policy takes no requests.</p>;
    default:
      return null;
  }
}

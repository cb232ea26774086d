import { Callout } from "@/components/ui/callout";
import { decisionSentence } from "@/lib/gate/decision-sentence";
import type { Answer, FindingAnswer } from "@/lib/gate/judge";
import type { OneEvaluation } from "@/lib/gate/one-evaluation";

const tones = { compliant: "good", exception: "good", indeterminate: "soon", violation: "bad" } as const;

/** What the pipeline was told, in a sentence, and what it would be told now. */
export function Decision({ evaluation, now }: { evaluation: OneEvaluation; now: Date }) {
  const { first, current, findings } = evaluation;
  const told = first
    ? { ...first, findings: first.findings.length }
    : { decision: current.decision, doubts: current.doubts, ...counted(findings) };
  const [, ...others] = told.decision === "indeterminate" ? told.doubts : [undefined, ...told.doubts];

  return (
    <Callout tone={tones[told.decision]} title={decisionSentence(told)}>
      {others.length > 0 && (
        <ul className="grid gap-0.5">
          {others.map((doubt) => (
            <li key={doubt?.sentence}>{doubt?.sentence}</li>
          ))}
        </ul>
      )}
      {first && <p className="text-muted">{sinceThen(evaluation, now)}</p>}
    </Callout>
  );
}

function counted(findings: Pick<FindingAnswer, "answer">[]) {
  const amount = (one: Answer) => findings.filter(({ answer }) => answer === one).length;
  return { findings: findings.length, violations: amount("violation"), exceptions: amount("exception") };
}

const day = 86_400_000;

function sinceThen({ first, current, findings, receivedAt }: OneEvaluation, now: Date): string {
  const { violations } = counted(findings);
  if (now.getTime() - receivedAt.getTime() >= day) {
    const open =
      violations === 0
        ? "none of its findings is open"
        : `${violations} of its ${findings.length} findings ${violations === 1 ? "is" : "are"} open`;
    return `Reports prove something for 24 hours: asked again now, the pipeline is told to scan again. As exceptions stand now, ${findings.length === 0 ? "nothing is open" : open}.`;
  }
  if (current.decision === first?.decision) return "Asked again now, the answer would be the same.";
  return `Asked again now, the answer would be ${current.decision}. ${decisionSentence({ decision: current.decision, doubts: current.doubts, ...counted(findings) })}`;
}

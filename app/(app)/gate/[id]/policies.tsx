import { InlineLink } from "@/components/directory/inline-link";
import { DecisionPill } from "@/components/gate/decision-pill";
import { Section } from "@/components/section";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { answers } from "@/lib/gate/judge";
import { type OneEvaluation, titleOf } from "@/lib/gate/one-evaluation";

/** Each policy that was checked, worst first, as it was answered when the pipeline asked. */
export function Policies({ evaluation }: { evaluation: OneEvaluation }) {
  const { first, current, policies } = evaluation;
  const told = (first ?? current).policies;
  if (told.length === 0) return null;
  return (
    <Section title="Policies" count={told.length}>
      <Table
        caption="Policies that were checked, worst first"
        head={
          <>
            <Th>Policy</Th>
            <Th>Answer</Th>
            <Th numeric>Findings</Th>
          </>
        }
      >
        {told
          .toSorted((one, other) => answers.indexOf(other.answer) - answers.indexOf(one.answer))
          .map(({ key, answer, findings, doubts }) => (
            <Tr key={key}>
              <Td grow>
                <span className="mr-2 font-mono text-[0.95em]">
                  {policies.has(key) ? <InlineLink href={`/policies/${key}`}>{key}</InlineLink> : key}
                </span>
                {titleOf(key, evaluation)}
                {doubts.length > 0 && (
                  <ul className="text-xs text-muted">
                    {doubts.map(({ sentence }) => (
                      <li key={sentence}>{sentence}</li>
                    ))}
                  </ul>
                )}
              </Td>
              <Td nowrap>
                <DecisionPill decision={answer} />
              </Td>
              <Td label="Findings" numeric>
                {findings}
              </Td>
            </Tr>
          ))}
      </Table>
    </Section>
  );
}

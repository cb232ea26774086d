import { InlineLink } from "@/components/directory/inline-link";
import { Ends } from "@/components/ends";
import { ExceptionNumber } from "@/components/exception-number";
import { EvaluationTable } from "@/components/gate/evaluation-table";
import { FoundTable } from "@/components/gate/found-table";
import { RunLink } from "@/components/gate/run-link";
import { KeyList } from "@/components/keys/key-list";
import { Section } from "@/components/section";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { relative } from "@/lib/dates";
import { lastEvaluationsOf } from "@/lib/gate/evaluations-page";
import { foundEntriesOf } from "@/lib/gate/imports/found-entries";
import { type ResourceInException, resourcesInException } from "@/lib/gate/resources-in-exception";
import { environmentNames } from "@/lib/words";

type Props = {
  system: { id: string; key: string; name: string; requiredTools: string[] };
  now: Date;
  zone: string;
  /** Why nobody asks from here. */
  cannotAsk?: string;
};

const mostFound = 20;

/** What pipelines asked about this system last, what of it is in exception, and what its code waives by itself. */
export async function AtTheGate({ system, now, zone, cannotAsk }: Props) {
  const [evaluations, resources, found] = await Promise.all([
    lastEvaluationsOf(system.id),
    resourcesInException(system.id),
    foundEntriesOf(system.id, mostFound),
  ]);
  return (
    <>
      {resources.length > 0 && (
        <Section title="Resources in exception" count={resources.length}>
          <Resources {...{ resources, now, zone }} />
        </Section>
      )}
      <Section
        title="Gate"
        actions={
          <>
            <LinkButton href={`/systems/${encodeURIComponent(system.key)}/exports`}>Exports</LinkButton>
            {evaluations.length > 0 && (
              <LinkButton href={`/gate?q=${encodeURIComponent(system.key)}`}>All evaluations</LinkButton>
            )}
          </>
        }
      >
        {evaluations.length === 0 ? (
          <p className="text-sm text-muted">No pipeline has asked about it.</p>
        ) : (
          <EvaluationTable
            caption={`The last evaluation of ${system.name} in each environment`}
            withoutSystem
            {...{ evaluations, now, zone }}
          />
        )}
      </Section>
      {found.total > 0 && (
        <Section
          title="Found in code, approved by nobody"
          count={found.total}
          actions={
            found.total > mostFound && (
              <LinkButton href={`/gate/found?q=${encodeURIComponent(system.key)}`}>All of them</LinkButton>
            )
          }
        >
          <FoundTable
            caption={`Waivers in the code of ${system.name} that nobody approved`}
            entries={found.rows}
            withoutSystem
            {...{ cannotAsk, now, zone }}
          />
        </Section>
      )}
    </>
  );
}

const most = 100;

function Resources({ resources, now, zone }: { resources: ResourceInException[]; now: Date; zone: string }) {
  return (
    <KeyList className="grid gap-2">
      <Table
        caption="Resources that an exception in force covers"
        head={
          <>
            <Th>Resource</Th>
            <Th>Policy</Th>
            <Th>Exception</Th>
            <Th>Ends</Th>
            <Th>Last seen</Th>
          </>
        }
      >
        {resources.slice(0, most).map((one) => (
          <Resource
            key={`${one.number} ${one.policy} ${one.environment} ${one.rule} ${one.resource} ${one.place}`}
            {...{ one, now, zone }}
          />
        ))}
      </Table>
      {resources.length > most && (
        <p className="text-sm text-muted">{`and ${resources.length - most} more`}</p>
      )}
    </KeyList>
  );
}

function Resource({ one, now, zone }: { one: ResourceInException; now: Date; zone: string }) {
  const { resource, place, rule, wholeResource, environment, policy, number, endsAt, seenAt, seenBy } = one;
  return (
    <Tr>
      <Td>
        <div className="min-w-0">
          <span className="font-medium break-words">{resource || place}</span>
          <span className="block text-xs break-words text-muted">
            {[environmentNames[environment], wholeResource ? "any rule of the policy" : rule, place]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </div>
      </Td>
      <Td label="Policy" nowrap>
        <InlineLink href={`/policies/${policy}`}>
          <span className="font-mono text-[0.95em]">{policy}</span>
        </InlineLink>
      </Td>
      <Td label="Exception" nowrap>
        <RowLink href={`/exceptions/EX-${number}`}>
          <ExceptionNumber number={number} />
        </RowLink>
      </Td>
      <Td label="Ends" nowrap>
        <Ends at={endsAt} now={now} zone={zone} dense />
      </Td>
      <Td label="Last seen">
        {seenAt && seenBy ? (
          <div>
            <InlineLink href={`/gate/ev_${seenBy.evaluationId}`}>{relative(seenAt, now)}</InlineLink>
            <span className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
              {seenBy.pipeline}
              <RunLink context={seenBy.context} />
            </span>
          </div>
        ) : (
          <span className="text-muted">Not since it was approved</span>
        )}
      </Td>
    </Tr>
  );
}

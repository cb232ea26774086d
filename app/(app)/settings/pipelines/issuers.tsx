import { Plus } from "lucide-react";

import { ActDialog } from "@/components/directory/act-dialog";
import { Instant } from "@/components/instant";
import { Section } from "@/components/section";
import { LinkButton } from "@/components/ui/link-button";
import { Pill } from "@/components/ui/pill";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { issuerKinds } from "@/lib/gate/issuer-claims";
import type { ListedIssuer } from "@/lib/gate/issuers";

import { reinstateThisIssuer, retireThisIssuer } from "./actions";

type Props = { issuers: ListedIssuer[]; zone: string; reason?: string };

/** Whose tokens pipelines may show instead of a secret of the register. */
export function Issuers({ issuers, zone, reason }: Props) {
  return (
    <Section
      title="Issuers"
      count={issuers.length}
      actions={
        <LinkButton href="/settings/pipelines/issuers/new" icon={Plus} reason={reason}>
          Add an issuer
        </LinkButton>
      }
    >
      {issuers.length === 0 ? (
        <p className="max-w-read text-sm text-muted">
          GitHub Actions and GitLab give each job a token that proves which repository it is of, and who
          started it. Name them here, then bind their repositories: no secret is kept in a pipeline.
        </p>
      ) : (
        <Table
          caption="Whose tokens pipelines may show"
          head={
            <>
              <Th>Address</Th>
              <Th>Kind</Th>
              <Th numeric>Pipelines</Th>
              <Th>State</Th>
              <Th>
                <span className="sr-only">Change</span>
              </Th>
            </>
          }
        >
          {issuers.map((issuer) => (
            <Row key={issuer.id} issuer={issuer} zone={zone} reason={reason} />
          ))}
        </Table>
      )}
    </Section>
  );
}

function Row({ issuer, zone, reason }: { issuer: ListedIssuer; zone: string; reason?: string }) {
  const { id: issuerId, url, kind, retiredAt, addedAt, _count: counts } = issuer;
  return (
    <Tr>
      <Td grow>
        <span className="wrap-anywhere font-medium">{url}</span>
      </Td>
      <Td label="Kind" nowrap>
        {issuerKinds[kind].name}
      </Td>
      <Td label="Pipelines" numeric>
        {counts.bindings}
      </Td>
      <Td label="State" nowrap>
        {retiredAt ? (
          <Pill tone="over" icon="ban">
            Retired
          </Pill>
        ) : (
          <span className="text-muted">
            Taken since <Instant at={addedAt} zone={zone} />
          </span>
        )}
      </Td>
      <Td nowrap>
        {retiredAt ? (
          <ActDialog
            label="Reinstate"
            reason={reason}
            title={`Take tokens of ${url} again?`}
            confirm="Reinstate"
            done="The issuer is reinstated."
            act={reinstateThisIssuer.bind(null, { issuerId })}
          >
            <p>Its pipelines may ask again, as they are bound.</p>
          </ActDialog>
        ) : (
          <ActDialog
            label="Retire"
            kind="danger"
            reason={reason}
            title={`Take no more tokens of ${url}?`}
            confirm="Retire"
            done="The issuer is retired."
            act={retireThisIssuer.bind(null, { issuerId })}
          >
            <p>
              {counts.bindings === 0
                ? "No pipeline is bound to it."
                : `${counts.bindings === 1 ? "One pipeline stops" : `${counts.bindings} pipelines stop`} at the next question.`}
            </p>
          </ActDialog>
        )}
      </Td>
    </Tr>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";

import { ActDialog } from "@/components/directory/act-dialog";
import { InlineLink } from "@/components/directory/inline-link";
import { Ends } from "@/components/ends";
import { EvaluationTable } from "@/components/gate/evaluation-table";
import { Instant } from "@/components/instant";
import { Page } from "@/components/page";
import { Person } from "@/components/person";
import { Section } from "@/components/section";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { requireRole } from "@/lib/auth/session";
import { addressOfRegister } from "@/lib/env";
import { lastEvaluationsBy } from "@/lib/gate/evaluations-page";
import { type Claims, issuerKinds } from "@/lib/gate/issuer-claims";
import { onePipeline } from "@/lib/gate/pipelines";
import { recipe } from "@/lib/gate/recipe";
import { tokenState, whyCannotEndToken } from "@/lib/gate/token-life";
import { organisation } from "@/lib/organisation";
import { environmentNames, tokenRightWords } from "@/lib/words";

import { endThisToken } from "../actions";
import { RecipeBlock } from "../recipe-block";
import { TokenPill } from "../token-pill";

export const metadata: Metadata = { title: "Pipeline" };

export default async function PipelinePage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireRole("administrator", "auditor");
  const now = new Date();
  const { id } = await params;
  const pipeline = z.uuid().safeParse(id).success ? await onePipeline(id) : null;
  if (!pipeline) notFound();

  const [{ zone }, evaluations] = await Promise.all([organisation(), lastEvaluationsBy(id)]);
  const {
    name,
    systems,
    environments,
    rights,
    by,
    createdAt,
    expiresAt,
    endedAt,
    lastUsedAt,
    issuer,
    claims,
  } = pipeline;
  const state = tokenState(pipeline, now);

  return (
    <Page
      title={name}
      breadcrumbs={[{ href: "/settings/pipelines", label: "Pipelines" }]}
      facts={
        <>
          <TokenPill state={state} />
          {state === "alive" && expiresAt && <Ends at={expiresAt} now={now} zone={zone} />}
        </>
      }
      actions={
        <ActDialog
          label="End it now"
          kind="danger"
          reason={whyCannotEndToken(pipeline, actor, now)?.message}
          title={issuer ? `End the binding of ${name}?` : `End the token for ${name}?`}
          confirm="End it now"
          done={`${name} may not ask any more.`}
          act={endThisToken.bind(null, { tokenId: id })}
        >
          <p>
            Its pipeline is refused from the next question on, and stops. Nothing brings this
            {issuer ? " binding" : " token"} back.
          </p>
        </ActDialog>
      }
    >
      <DescriptionList>
        {issuer && (
          <Fact term="Proves itself by">
            <p className="wrap-anywhere">
              {issuerKinds[issuer.kind].name}, <span className="font-mono text-xs">{issuer.url}</span>
            </p>
            <ul className="wrap-anywhere font-mono text-xs">
              {Object.entries(claims as Claims).map(([claim, value]) => (
                <li key={claim}>
                  {claim} <span className="text-muted">is</span> {value}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact term="Asks for">
          <ul>
            {systems.map(({ key, name }) => (
              <li key={key}>
                <InlineLink href={`/systems/${key}`}>{name}</InlineLink>
              </li>
            ))}
          </ul>
        </Fact>
        <Fact term="In">{environments.map((one) => environmentNames[one]).join(", ")}</Fact>
        <Fact term="May">
          {tokenRightWords
            .filter(({ value }) => rights.includes(value))
            .map(({ label }) => label)
            .join(", ")}
        </Fact>
        <Fact term="Made">
          By <Person person={by} />, <Instant at={createdAt} zone={zone} />
        </Fact>
        {endedAt && (
          <Fact term="Ended">
            <Instant at={endedAt} zone={zone} />
          </Fact>
        )}
        <Fact term="Last used">
          {lastUsedAt ? <Instant at={lastUsedAt} zone={zone} /> : <span className="text-muted">Never</span>}
        </Fact>
      </DescriptionList>
      <Section title="Last evaluations">
        {evaluations.length === 0 ? (
          <EmptyState title="It has not asked yet." />
        ) : (
          <EvaluationTable caption={`Last evaluations of ${name}`} {...{ evaluations, now, zone }} />
        )}
      </Section>
      {state === "alive" && rights.includes("evaluate") && (
        <Section title="How it asks">
          <RecipeBlock
            text={recipe({
              register: addressOfRegister(),
              system: systems[0]?.key ?? "",
              environment: environments[0] ?? "production",
              issuer: issuer?.kind,
            })}
          />
        </Section>
      )}
    </Page>
  );
}

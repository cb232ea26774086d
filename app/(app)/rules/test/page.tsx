import type { Metadata } from "next";

import { requireReader } from "@/components/directory/require-reader";
import { ExceptionNumber } from "@/components/exception-number";
import { Page } from "@/components/page";
import { Section } from "@/components/section";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { TextField } from "@/components/ui/text-field";
import { numberIn } from "@/lib/exceptions/number-in";
import { type RuleSet, ruleSets } from "@/lib/exceptions/rule-sets";
import { tryException, tryMadeUp } from "@/lib/exceptions/try-rules";
import { organisation } from "@/lib/organisation";
import { choosablePolicies } from "@/lib/policies/choosable-policies";
import { choosableSystems } from "@/lib/systems/choosable-systems";
import { chosenVersion } from "../chosen-version";
import { Answer } from "./answer";
import { madeUpFrom, type Typed } from "./made-up";
import { MadeUpForm } from "./made-up-form";

export const metadata: Metadata = { title: "Test the routing rules" };

export default async function TestPage({ searchParams }: { searchParams: Promise<Typed> }) {
  await requireReader();
  const typed = await searchParams;
  const asked = typeof typed.exception === "string" ? typed.exception.trim() : "";
  const version = typeof typed.version === "string" ? typed.version : undefined;
  const [versions, policies, systems, { zone }] = await Promise.all([
    ruleSets(),
    choosablePolicies(),
    choosableSystems(),
    organisation(),
  ]);
  const { chosen } = chosenVersion(versions, version);
  const madeUp = madeUpFrom(typed, policies, systems);

  return (
    <Page
      title="Who would decide this?"
      breadcrumbs={[{ href: "/rules", label: "Routing rules" }]}
      facts={
        <span className="text-muted">
          {`By version ${chosen.version}${chosen.publishedAt ? "" : ", the draft"}. The same function routes what is filed. Nothing is written.`}
        </span>
      }
      actions={versions
        .filter(
          (one) =>
            one !== chosen &&
            (one.publishedAt === null || one === chosenVersion(versions, undefined).inForce),
        )
        .map((one) => (
          <LinkButton key={one.version} href={hrefWith(typed, one.version)}>
            {one.publishedAt ? `By version ${one.version}, in force` : `By version ${one.version}, the draft`}
          </LinkButton>
        ))}
    >
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
        <div className="grid content-start gap-8">
          <Section title="One of the register">
            <form method="get" action="/rules/test" className="flex flex-wrap items-end gap-2">
              {version && <input type="hidden" name="version" value={version} />}
              <div className="w-40">
                <TextField name="exception" label="Number" placeholder="EX-1042" defaultValue={asked} />
              </div>
              <Button type="submit">Test it</Button>
            </form>
          </Section>
          <Section title="A made-up one">
            {madeUp ? (
              <MadeUpForm asked={madeUp} policies={policies} systems={systems} version={version} />
            ) : (
              <EmptyState title="There is no policy or no system yet.">
                A request breaks a policy on a system.
              </EmptyState>
            )}
          </Section>
        </div>
        {asked ? (
          <OfTheRegister asked={asked} rules={chosen} zone={zone} />
        ) : (
          madeUp && <Answer plan={await tryMadeUp(madeUp, chosen, new Date())} zone={zone} />
        )}
      </div>
    </Page>
  );
}

async function OfTheRegister({ asked, rules, zone }: { asked: string; rules: RuleSet; zone: string }) {
  const number = numberIn(asked);
  const found = number === null ? null : await tryException(number, rules, new Date());
  if (!found) return <Callout tone="soon" title={`There is no ${asked} in the register.`} />;
  return (
    <div className="grid content-start gap-4">
      <p className="text-sm">
        <ExceptionNumber number={found.number} link /> {found.title}
        <span className="text-muted">, as if it were filed now</span>
      </p>
      <Answer plan={found.plan} zone={zone} />
    </div>
  );
}

function hrefWith(typed: Typed, version: number): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...typed, version: String(version) })) {
    for (const one of [value ?? []].flat()) query.append(name, one);
  }
  return `/rules/test?${query}`;
}

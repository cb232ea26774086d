import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { ExceptionNumber, exceptionNumber } from "@/components/exception-number";
import { Page } from "@/components/page";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { requireActor } from "@/lib/auth/session";
import { relative } from "@/lib/dates";
import { whyCannotEdit } from "@/lib/exceptions/edit-request";
import { type ExceptionWithHistory, exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { numberIn } from "@/lib/exceptions/number-in";
import { revisionContinued } from "@/lib/exceptions/revision-continued";
import { awaitsSubmission } from "@/lib/exceptions/submission";
import { organisation } from "@/lib/organisation";
import { lastTimeOf } from "../../request-form/last-time-of";
import { loadDirectory } from "../../request-form/load-directory";
import { RequestForm } from "../../request-form/request-form";
import type { RequestValues } from "../../request-form/request-values";
import { valuesOf } from "../../request-form/values-of";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Change ${(await params).number.toUpperCase()}` };
}

export default async function EditRequestPage({ params }: Props) {
  const actor = await requireActor();
  const now = new Date();
  const number = numberIn((await params).number);
  const exception = number === null ? null : await exceptionWithHistory(number, actor, now);
  if (!exception) notFound();

  const [{ zone }, directory] = await Promise.all([organisation(), loadDirectory()]);
  const refusal = whyCannotEdit(exception, actor);
  const name = exceptionNumber(exception.number);
  const owner = directory.people.find(({ id }) => id === exception.ownerId);
  const before = exception.continues && (await revisionContinued(exception.continues.id));

  return (
    <Page
      title={`Change ${exception.title}`}
      mark={<ExceptionNumber number={exception.number} />}
      breadcrumbs={[{ href: `/exceptions/EX-${exception.number}`, label: name }]}
    >
      {refusal ? (
        <EmptyState
          title={refusal.message}
          action={<LinkButton href={`/exceptions/EX-${exception.number}`}>{`Back to ${name}`}</LinkButton>}
        />
      ) : (
        <>
          <WhatThisIs exception={exception} now={now} />
          <RequestForm
            me={{ id: actor.id }}
            id={exception.id}
            zone={zone}
            directory={directory}
            initial={{
              ...valuesOf(exception.current.content, exception.current, owner?.managerId ?? null, zone),
              ...soonOf(exception),
            }}
            draftKey={`draft:edit:${exception.number}:${exception.revision}:${actor.id}`}
            extending={
              exception.continues
                ? {
                    id: exception.continues.id,
                    number: exception.continues.number,
                    renewal: exception.renewal,
                    lastTime: before && lastTimeOf(before, zone),
                  }
                : undefined
            }
            editing={{
              exceptionId: exception.id,
              number: exception.number,
              seenRevision: exception.revision,
              sentBack: exception.sentBack,
              isFirst: awaitsSubmission(exception),
            }}
          />
        </>
      )}
    </Page>
  );
}

/** Why it is open for a change, on top of the form. */
function WhatThisIs({ exception, now }: { exception: ExceptionWithHistory; now: Date }) {
  if (awaitsSubmission(exception)) {
    return (
      <Callout tone="back" title="A pipeline asked for this in your name.">
        Read each answer, correct what is not so, and submit it. Until then nobody decides it.
      </Callout>
    );
  }
  const sentBack = exception.sentBack ? exception.decisions.at(-1) : undefined;
  if (sentBack) {
    return (
      <Callout tone="back" title={`${sentBack.person.name} sent it back ${relative(sentBack.at, now)}.`}>
        {sentBack.comment}
      </Callout>
    );
  }
  return (
    <Callout tone="neutral" title={`This becomes revision ${exception.revision + 1}.`}>
      Whoever has approved revision {exception.revision} decides again, on what you change it to.
    </Callout>
  );
}

function soonOf({ emergency, current }: ExceptionWithHistory): Pick<RequestValues, "howSoon" | "urgentWhat"> {
  const { urgent } = current.content;
  return {
    howSoon: emergency ? "emergency" : urgent ? "urgent" : "usual",
    urgentWhat: urgent?.what ?? "",
  };
}

import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";

import { CopyLink } from "@/components/copy-link";
import { requireReader } from "@/components/directory/require-reader";
import { Page } from "@/components/page";
import { PrintButton } from "@/components/print-button";
import { PrintHead } from "@/components/print-head";
import { formatDay, formatInstant, formatTime } from "@/lib/dates";
import { namesIn } from "@/lib/meetings/minutes";
import { meetingCalled } from "@/lib/meetings/past-meetings";
import { organisation } from "@/lib/organisation";
import { leadsSecurity } from "@/lib/reviews/reviewers";

import { MarkdownButton } from "./markdown-button";
import { MinutesDocument } from "./minutes-document";
import { Promises } from "./promises";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Minutes of meeting ${(await params).number}` };
}

export default async function MinutesPage({ params }: Props) {
  const actor = await requireReader();
  const now = new Date();
  const number = Number((await params).number);
  const meeting = Number.isSafeInteger(number) ? await meetingCalled(number) : null;
  if (!meeting) notFound();
  if (meeting.isOpen) redirect("/meeting");

  const { minutes, sha256, followUps } = meeting;
  const [{ name }, nameOf, leads] = await Promise.all([
    organisation(),
    namesIn(minutes),
    leadsSecurity(actor.id),
  ]);
  const { zone, openedAt, endedAt, chair, present, items } = minutes;
  const others = present.filter((id) => id !== chair).map(nameOf);

  return (
    <Page
      title={
        items.length === 0
          ? `All clear, ${formatDay(new Date(openedAt), zone)}`
          : `Minutes, ${formatDay(new Date(openedAt), zone)}`
      }
      breadcrumbs={[{ href: "/meeting", label: "Meeting" }]}
      facts={
        <p className="text-muted">
          {`Meeting ${minutes.meeting}, ${formatInstant(new Date(openedAt), zone)} to ${formatTime(new Date(endedAt), zone).slice(0, 5)}. `}
          {`${nameOf(chair)} led.`}
          {others.length > 0 && ` There: ${others.join(", ")}.`}
        </p>
      }
      actions={
        <>
          <CopyLink />
          <PrintButton />
          <MarkdownButton number={minutes.meeting} />
        </>
      }
    >
      <PrintHead organisation={name} person={actor.name} now={now} zone={zone} />
      <MinutesDocument minutes={minutes} nameOf={nameOf} />
      {followUps.length > 0 && (
        <Promises followUps={followUps} actor={actor} leads={leads} zone={zone} now={now} />
      )}
      <p className="max-w-read border-t border-line pt-3 text-xs text-muted">
        {"Kept as it was written when the meeting ended. SHA-256 "}
        <code className="font-mono text-[0.95em] break-all text-ink">{sha256}</code>
      </p>
    </Page>
  );
}

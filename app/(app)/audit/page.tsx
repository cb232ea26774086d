import type { Metadata } from "next";
import { Suspense } from "react";

import { CopyLink } from "@/components/copy-link";
import { requireReader } from "@/components/directory/require-reader";
import { ExportButton } from "@/components/export-button";
import { Page } from "@/components/page";
import { PrintButton } from "@/components/print-button";
import { PrintHead } from "@/components/print-head";
import { Callout } from "@/components/ui/callout";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { eventsPage, seesWholeTrail } from "@/lib/audit/events-page";
import { whyCannotExportTrail } from "@/lib/audit/export-trail";
import { knownStanding } from "@/lib/audit/standing";
import {
  parseTrailFilter,
  type TrailFilter,
  type TrailParams,
  trailQueryOf,
  trailSentence,
} from "@/lib/audit/trail-filter";
import { trailNames } from "@/lib/audit/trail-names";
import type { Actor } from "@/lib/auth/actor";
import { organisation } from "@/lib/organisation";

import { Events } from "./events";
import { Signed } from "./signed";
import { StandingBand } from "./standing-band";
import { TrailFields } from "./trail-fields";

export const metadata: Metadata = { title: "Audit trail" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<TrailParams> }) {
  const actor = await requireReader();
  const now = new Date();
  const { filter, dropped } = parseTrailFilter(await searchParams);
  const [{ name, zone }, names] = await Promise.all([organisation(), trailNames(actor)]);
  const sentence = trailSentence(filter, names.nameOf);

  return (
    <Page
      title="Audit trail"
      actions={
        <>
          <CopyLink />
          <PrintButton />
          <ExportButton
            action="/audit/export"
            query={trailQueryOf({ ...filter, after: null, open: null })}
            reason={whyCannotExportTrail(actor)?.message}
          />
        </>
      }
    >
      <PrintHead organisation={name} person={actor.name} now={now} zone={zone} />
      <div className="grid grid-cols-1 gap-4">
        <Suspense fallback={<Skeleton width="long" />}>
          <KnownStanding now={now} zone={zone} />
        </Suspense>
        <TrailFields filter={filter} people={names.people} mayChooseSignIn={seesWholeTrail(actor)} />
        {dropped.length > 0 && (
          <Callout
            tone="soon"
            title={`Left out, because the trail does not know it: ${dropped.join(", ")}.`}
          />
        )}
        <Suspense fallback={<SkeletonRows label="The trail is being read." />}>
          <ReadEvents filter={filter} sentence={sentence} actor={actor} zone={zone} />
        </Suspense>
      </div>
    </Page>
  );
}

async function KnownStanding({ now, zone }: { now: Date; zone: string }) {
  return (
    <div className="grid gap-2">
      <StandingBand known={await knownStanding(now)} zone={zone} />
      <Signed now={now} zone={zone} />
    </div>
  );
}

type ReadEventsProps = { filter: TrailFilter; sentence: string; actor: Actor; zone: string };

async function ReadEvents({ filter, sentence, actor, zone }: ReadEventsProps) {
  const { rows, next } = await eventsPage(filter, zone, actor);
  return (
    <Events
      filter={filter}
      sentence={sentence}
      rows={rows}
      next={next}
      zone={zone}
      whole={seesWholeTrail(actor)}
    />
  );
}

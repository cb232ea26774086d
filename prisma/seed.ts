// Fills a demo register with a believable year. Everything is made through the use cases, with the clock moved back;
// a register that holds something is left alone.

import { setTimeout } from "node:timers/promises";

import { clockMoves, db } from "@/lib/db";
import { daysAgo } from "./seed/calendar";
import { setUpDirectory } from "./seed/directory";
import { somebodyLeaves } from "./seed/leavers";
import { meetingsHeld } from "./seed/meetings";
import { company } from "./seed/people";
import { pipelinesAsk } from "./seed/pipelines";
import { measured } from "./seed/readings";
import { lastReview } from "./seed/reviews";
import { stories } from "./seed/stories";
import { tellStories } from "./seed/tell";

async function seed(): Promise<string> {
  if ((await db.person.count()) > 0) return "The register holds something already and is left alone.";
  if (!(await clockMoves()))
    throw new Error("Only a demo register can be filled: this one's clock cannot be moved.");

  const now = new Date();
  const firstDay = daysAgo(372, "09:00")({ now, before: now, end: null });
  const { directory, cast } = await setUpDirectory(firstDay);
  await tellStories(
    stories,
    [lastReview(cast, now), ...meetingsHeld(cast, directory, now), ...measured(directory, cast, now)],
    directory,
    cast,
    now,
  );
  await somebodyLeaves(directory, cast, now);
  await pipelinesAsk(directory, now);
  await allOnDisk();

  const seconds = ((Date.now() - now.getTime()) / 1000).toFixed(1);
  return `A year at ${company.name}: ${directory.personId.size} people, ${directory.policyId.size} policies, ${directory.systemId.size} systems, ${stories.length} exceptions, told in ${seconds} s.`;
}

/** A thousand commits that each wait for the disk take half a minute on a busy one; here they wait together, at the end. */
function commitWithoutWaiting() {
  const address = new URL(process.env.DATABASE_URL ?? "");
  address.searchParams.set("options", "-c synchronous_commit=off");
  process.env.DATABASE_URL = address.href;
}

async function allOnDisk(): Promise<void> {
  const [end] = await db.$queryRaw<
    { written: string }[]
  >`SELECT pg_current_wal_insert_lsn()::text AS written`;
  for (let isThere = false; !isThere; await setTimeout(20)) {
    const [flush] = await db.$queryRaw<{ reached: boolean }[]>`
      SELECT pg_current_wal_flush_lsn() >= ${end?.written}::pg_lsn AS reached`;
    isThere = flush?.reached === true;
  }
}

try {
  commitWithoutWaiting();
  console.log(await seed());
} finally {
  await db.$disconnect();
}

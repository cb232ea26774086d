// Fills a demo register with a believable year. Everything is made through the use cases, with the clock moved back;
// a register that holds something is left alone.

import { clockMoves, db } from "@/lib/db";
import { daysAgo } from "./seed/calendar";
import { setUpDirectory } from "./seed/directory";
import { company } from "./seed/people";
import { stories } from "./seed/stories";
import { tellStories } from "./seed/tell";

async function seed(): Promise<string> {
  if ((await db.person.count()) > 0) return "The register holds something already and is left alone.";
  if (!(await clockMoves()))
    throw new Error("Only a demo register can be filled: this one's clock cannot be moved.");

  const now = new Date();
  const firstDay = daysAgo(372, "09:00")({ now, before: now, end: null });
  const { directory, cast } = await setUpDirectory(firstDay);
  await tellStories(stories, directory, cast, now);

  const seconds = ((Date.now() - now.getTime()) / 1000).toFixed(1);
  return `A year at ${company.name}: ${directory.personId.size} people, ${directory.policyId.size} policies, ${directory.systemId.size} systems, ${stories.length} exceptions, told in ${seconds} s.`;
}

try {
  console.log(await seed());
} finally {
  await db.$disconnect();
}

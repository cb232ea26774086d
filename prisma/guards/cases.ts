// Every case there is, by the migration that it is about.

import type { Sql } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { checkpoints } from "@/prisma/guards/cases/checkpoints";
import { conditions } from "@/prisma/guards/cases/conditions";
import { constraintCases } from "@/prisma/guards/cases/constraints";
import { decidingInFull } from "@/prisma/guards/cases/deciding-in-full";
import { foundEntries } from "@/prisma/guards/cases/found-entries";
import { gate } from "@/prisma/guards/cases/gate";
import { grantCases } from "@/prisma/guards/cases/grants";
import { inForce } from "@/prisma/guards/cases/in-force";
import { issuers } from "@/prisma/guards/cases/issuers";
import { lifecycle } from "@/prisma/guards/cases/lifecycle";
import { meetings } from "@/prisma/guards/cases/meetings";
import { outgoing } from "@/prisma/guards/cases/outgoing";
import { policyGaps } from "@/prisma/guards/cases/policy-gaps";
import { readings } from "@/prisma/guards/cases/readings";
import { rechecks } from "@/prisma/guards/cases/rechecks";
import { record } from "@/prisma/guards/cases/record";
import { reviews } from "@/prisma/guards/cases/reviews";
import { revisions } from "@/prisma/guards/cases/revisions";
import { ruleSets } from "@/prisma/guards/cases/rule-sets";
import { savedViews } from "@/prisma/guards/cases/saved-views";
import { separationOfDuties } from "@/prisma/guards/cases/separation-of-duties";
import { signals } from "@/prisma/guards/cases/signals";
import { tokens } from "@/prisma/guards/cases/tokens";

export async function everyCase(sql: Sql): Promise<Case[]> {
  return [
    ...separationOfDuties,
    ...revisions,
    ...decidingInFull,
    ...lifecycle,
    ...record,
    ...checkpoints,
    ...conditions,
    ...inForce,
    ...readings,
    ...rechecks,
    ...gate,
    ...foundEntries,
    ...outgoing,
    ...tokens,
    ...issuers,
    ...signals,
    ...ruleSets,
    ...policyGaps,
    ...reviews,
    ...savedViews,
    ...meetings,
    ...(await constraintCases(sql)),
    ...(await grantCases(sql)),
  ];
}

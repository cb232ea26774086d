// How risky a row is, from its own words, from what was said for all rows, and from what the directory knows of the system.

import { followingFacts } from "@/lib/exceptions/following-facts";
import { type Fact, factQuestions, type Request } from "@/lib/exceptions/schemas";
import type { Reading } from "@/lib/import/reading";
import {
  exposures,
  impacts,
  facts as knownFacts,
  regulationsKnown,
  risks,
  sensitivities,
} from "@/lib/import/vocabulary";
import type { Place } from "@/lib/import/where-in-row";
import { Exposure, Sensitivity } from "@/prisma/generated/enums";

export function classificationIn(reading: Reading, place: Place | null): Request["classification"] | null {
  const impact = reading.value("impact", impacts);
  const chosen = reading.values("facts", knownFacts);
  const sensitivity = reading.value("dataSensitivity", sensitivities);
  const exposure = reading.value("exposure", exposures);
  const regulations = reading.values("regulations", regulationsKnown);
  const risk = reading.value("risk", risks);
  if (reading.said("impact") === undefined) reading.problem("Not said how bad the damage could be");
  if (reading.said("facts") === undefined) reading.problem("Not said what it weakens or opens");
  if (!impact || !chosen || !place) return null;

  // What was said for all rows holds for none of them in particular, so what follows from the system is added.
  const follows = reading.row.facts === undefined ? factsFollowingFrom(place) : [];
  const yes = (fact: Fact) => chosen.includes(fact) || follows.includes(fact);
  return {
    dataSensitivity:
      sensitivity ??
      highest(
        Object.values(Sensitivity),
        place.systems.map((one) => one.sensitivity),
      ),
    exposure:
      exposure ??
      highest(
        Object.values(Exposure),
        place.systems.map((one) => one.exposure),
      ),
    impact,
    facts: Object.fromEntries(
      (Object.keys(factQuestions) as Fact[]).map((fact) => [fact, yes(fact)]),
    ) as Record<Fact, boolean>,
    ...(regulations?.length && { regulations }),
    ...(risk && risk !== "low" && { raisedTo: risk }),
  };
}

function factsFollowingFrom({ policies, systems }: Place): Fact[] {
  return followingFacts(
    policies.map(({ domain }) => domain),
    systems.map(({ kind }) => kind),
  );
}

/** The last of `ascending` that is among `found`. */
function highest<Level extends string>(ascending: Level[], found: Level[]): Level {
  return ascending.findLast((level) => found.includes(level)) ?? (ascending[0] as Level);
}

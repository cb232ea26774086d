// Which rules a row breaks, and where: each of its policies at each of its systems.

import type { ScopeItem } from "@/lib/exceptions/schemas";
import { type Directory, policiesMeant, systemsMeant } from "@/lib/import/directory";
import type { Reading } from "@/lib/import/reading";
import { environments } from "@/lib/import/vocabulary";
import { environmentNames } from "@/lib/words";
import type { Environment } from "@/prisma/generated/enums";

export type Place = {
  scope: ScopeItem[];
  systems: Directory["systems"];
  policies: Directory["policies"];
};

export function placeIn(reading: Reading): Place | null {
  const { needed, meant } = reading;
  const { directory } = reading.known;
  const policyWords = needed("policies", "No policy");
  const systemWords = needed("systems", "No system");
  const policies = policyWords && meant(policiesMeant(policyWords, directory.policies), "Policy unknown");
  const systems = systemWords && meant(systemsMeant(systemWords, directory.systems), "System unknown");
  const said = reading.values("environment", environments);
  if (!policies || !systems) return null;

  const resource = (reading.said("resource") ?? "").replaceAll(/\s+/g, " ");
  const places = systems.flatMap((system) =>
    (said?.length ? said : onlyEnvironment(system, reading)).map((environment) => ({
      systemId: system.id,
      environment,
    })),
  );
  const scope = policies.flatMap(({ id: policyId }) =>
    places.map((place) => ({ policyId, ...place, resource })),
  );
  return { scope, systems, policies };
}

/** A system that runs in one environment only leaves no choice. */
function onlyEnvironment(
  { name, environments: runsIn }: Directory["systems"][number],
  reading: Reading,
): Environment[] {
  if (runsIn.length === 1) return runsIn;
  const names = runsIn.map((one) => environmentNames[one].toLowerCase()).join(", ");
  reading.problem(`No environment: ${name} runs in ${names}`);
  return [];
}

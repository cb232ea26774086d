// OSCAL's plan of action and milestones, for those who read it: no tool enforces it. Its schema takes any status word, so
// the word is one of the standard's list.

import {
  type Emission,
  type Emitted,
  type Granted,
  type Left,
  type Target,
  tooSoon,
} from "@/lib/gate/exports/export";
import { instant } from "@/lib/gate/exports/rounding";
import { stableId } from "@/lib/gate/exports/stable-id";

export const oscalPoam: Target = {
  name: "oscal-poam",
  file: "poam.json",
  tool: "OSCAL POA&M",
  mediaType: "application/json",
  emit,
};

type Told = { exception: Granted; deadline: string };

function emit(emission: Emission): Emitted {
  const { granted, now, system, environment } = emission;
  const told: Told[] = [];
  const left: Left[] = [];
  for (const exception of granted) {
    const deadline = instant(exception.endsAt, now);
    if (deadline) told.push({ exception, deadline });
    else left.push({ number: exception.number, why: tooSoon });
  }
  if (told.length === 0) return { text: null, entries: 0, left };
  const document = {
    "plan-of-action-and-milestones": {
      uuid: stableId("poam", system, environment, emission.version),
      metadata: {
        title: `Exceptions in force on ${emission.systemName}, ${environment}`,
        "last-modified": emission.changedAt.toISOString(),
        version: String(emission.version),
        "oscal-version": "1.1.2",
      },
      "system-id": { id: system },
      observations: told.map(observationOf),
      risks: told.map(riskOf),
      "poam-items": told.map(({ exception }) => ({
        uuid: stableId("item", exception.id),
        title: `EX-${exception.number} ${line(exception.title)}`,
        description: exception.reason,
        links: [{ href: exception.url }],
        "related-observations": [{ "observation-uuid": stableId("observation", exception.id) }],
        "related-risks": [{ "risk-uuid": stableId("risk", exception.id) }],
      })),
    },
  };
  return { text: `${JSON.stringify(document, null, 2)}\n`, entries: told.length, left };
}

function observationOf({ exception, deadline }: Told) {
  const { policies, findings } = exception;
  const what = findings.map(({ rule, resource }) => `${rule.tool}:${rule.id} ${resource}`);
  return {
    uuid: stableId("observation", exception.id),
    description: [`Breaks ${policies.join(", ")}.`, ...what].join("\n"),
    methods: [findings.length > 0 ? "TEST" : "EXAMINE"],
    collected: exception.approvedAt.toISOString(),
    expires: deadline,
  };
}

function riskOf({ exception, deadline }: Told) {
  const { mitigation } = exception;
  return {
    uuid: stableId("risk", exception.id),
    title: line(exception.title),
    description: exception.risk,
    statement: exception.reason,
    status: "deviation-approved",
    deadline,
    ...(mitigation && {
      "mitigating-factors": [{ uuid: stableId("mitigation", exception.id), description: mitigation }],
    }),
  };
}

const line = (text: string) => text.replace(/\s+/gu, " ").trim();

// A made-up exception, told as each kind of notice would tell it: what an administrator reads before anybody gets one.

import { addDays, addHours, subDays } from "date-fns";

import type { Item } from "@/lib/notices/compose";
import type { Facts } from "@/lib/notices/due";
import type { KindName } from "@/lib/notices/kinds";
import type { Someone, Told } from "@/lib/notices/told";

const someone = (name: string): Someone => ({ id: name, name, active: true });
const [cora, mara, ada, ben] = ["Cora Lind", "Mara Voss", "Ada Brandt", "Ben Okoro"].map(someone) as [
  Someone,
  Someone,
  Someone,
  Someone,
];

const asked: Facts = { as: "group", step: 1, group: "Security", by: cora.name };
const owner: Facts = { as: "owner" };

const facts: Record<KindName, Facts> = {
  decide: asked,
  overdue: asked,
  nudged: asked,
  ratify: asked,
  sent_back: { as: "requester", by: ada.name },
  submit: { as: "requester", by: "Payroll pipeline" },
  decided: { as: "requester", by: ada.name, outcome: "approved" },
  lapses_soon: { as: "requester" },
  ends_soon: owner,
  still_needed: owner,
  untold: { as: "maker", webhook: "made-up", address: "https://hooks.example/register", off: true },
  enforced: { as: "owner", recheck: "violating", day: 3 },
  ended: owner,
  put_right: owner,
  evidence_due: { as: "owner", condition: 1 },
  evidence_late: { as: "owner", condition: 1 },
  condition_broken: { as: "owner", condition: 1 },
  condition_holds: { as: "approver", condition: 1 },
  readings_stopped: { as: "owner", condition: 1 },
  owner_left: { as: "manager" },
};

export function sampleOf(kind: KindName, now: Date): Item {
  return {
    x: exceptionFor(kind, now),
    kind,
    due: { personId: "", dueAt: now, facts: facts[kind] },
    others: [],
    signals: facts[kind].as === "group" ? ["Longer than SEC-014 usually needs"] : [],
  };
}

function exceptionFor(kind: KindName, now: Date): Told {
  const isOver = kind === "enforced" || kind === "ended" || kind === "put_right";
  const isPending = facts[kind].as === "group" || facts[kind].as === "requester";
  const startsAt = subDays(now, isOver ? 8 : 4);
  const endsAt = isOver ? subDays(now, 3) : addDays(now, 1);
  const approved = kind === "decided" || !isPending;
  return {
    id: "",
    number: 1042,
    title: "TLS 1.1 on the payroll feed",
    risk: "high",
    emergency: kind === "ratify",
    status: isOver ? "expired" : approved ? "active" : "pending",
    closedReason: null,
    sentBack: kind === "sent_back" || kind === "submit",
    renewal: 0,
    filedAt: subDays(now, 5),
    revisedAt: subDays(now, kind === "lapses_soon" ? 27 : 5),
    activatedAt: approved ? startsAt : null,
    startsAt: approved ? startsAt : null,
    endsAt: approved ? endsAt : null,
    ratifyBy: kind === "ratify" ? addHours(now, 20) : null,
    ratifiedAt: null,
    askedSeconds: 5 * 86_400,
    askedEnd: null,
    requester: cora,
    owner: { ...cora, leftAt: kind === "owner_left" ? now : null },
    manager: mara,
    controllers: [ada, ben],
    administrators: [],
    partyIds: new Set([cora.id]),
    rules: [{ key: "SEC-014", title: "TLS 1.2 or newer" }],
    places: [{ system: "Payroll feed", environment: "production" }],
    steps: [
      {
        id: "",
        position: 1,
        stage: 1,
        needed: 1,
        dueAt: kind === "overdue" ? addHours(now, -2) : addHours(now, 26),
        signed: approved,
        group: { name: "Security", members: [ada, ben] },
        above: null,
        decisions: [],
      },
    ],
    conditions: [
      {
        position: 1,
        statement: "Only the vendor's two addresses reach the feed.",
        state: kind === "condition_broken" ? "broken" : "unknown",
        timing: "while",
        due: kind === "evidence_late" ? addHours(now, -3) : addHours(now, 8),
        changedAt: now,
        reason: "A third address was seen in the log.",
        prover: cora,
        kind: kind === "readings_stopped" ? "monitored" : "attested",
        freshSeconds: null,
        suspendsStale: true,
        lastReading: kind === "readings_stopped" ? { at: addHours(now, -1), source: "prometheus" } : null,
      },
    ],
    events: [],
    asOf: now,
    continued: false,
  };
}

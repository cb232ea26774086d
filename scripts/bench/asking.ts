// Somebody who asks, and what they ask.

import type { Client } from "pg";

import { type Actor, provenActor } from "@/lib/auth/actor";
import type { Request } from "@/lib/exceptions/schemas";

export type Asking = { actor: Actor; policyId: string; systemId: string };

export async function somebodyWhoAsks(client: Client): Promise<Asking> {
  const { rows } = await client.query(
    `SELECT p.id, p.name, p.role, a.id AS "accountId", s.id AS "sessionId",
       (SELECT id FROM policy ORDER BY key LIMIT 1) AS "policyId", (SELECT id FROM system ORDER BY key LIMIT 1) AS "systemId"
     FROM person p JOIN account a ON a.person_id = p.id JOIN session s ON s.account_id = a.id
     WHERE p.manager_id IS NOT NULL AND NOT EXISTS (SELECT FROM membership m WHERE m.person_id = p.id)
     ORDER BY p.id DESC LIMIT 1`,
  );
  const [{ policyId, systemId, ...person }] = rows;
  return { actor: provenActor(person), policyId, systemId };
}

export function newRequest({ actor, policyId, systemId }: Asking): Request {
  return {
    id: crypto.randomUUID(),
    title: "Keep the old protocol on the payroll feed",
    scope: [{ policyId, systemId, environment: "test", resource: "" }],
    reason: "The supplier moves to the new protocol on the 25th, and salaries are paid in between.",
    breaksIfNo: "Salaries are late for 3,100 people.",
    riskIntroduced: "Traffic could be read on the supplier's line.",
    dataAffected: "None: the test feed holds made-up people.",
    alternatives: "A tunnel; the supplier refuses it.",
    mitigation: "An allow-list of two addresses, and the log is read daily.",
    classification: {
      dataSensitivity: "none",
      exposure: "internal",
      impact: "minor",
      facts: {
        weakensSignIn: false,
        opensRemoteAccess: false,
        widensDataAccess: false,
        givesVendorReach: false,
        usesExternalModel: false,
        skipsHumanReview: false,
      },
    },
    ownerId: actor.id,
    window: { kind: "length", seconds: 5 * 86_400 },
  };
}

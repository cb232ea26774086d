// A pipeline of our tests as it talks to the API: it asks whether it may go on, and for an exception.

import type { NewToken } from "@/lib/gate/schemas";
import { type Answer, call } from "@/lib/testing/api";
import { noon } from "@/lib/testing/cast";
import { trivyReport } from "@/lib/testing/gate";

/** What most pipelines may. */
export const rights: NewToken["rights"] = ["evaluate", "request", "export"];

/** "Open ports here: may I go on?" */
export function evaluated(token: string, resources: string[], environment = "test"): Promise<Answer> {
  const form = new FormData();
  const context = JSON.stringify({ system: "payroll-feed", environment });
  form.set("context", new Blob([context], { type: "application/json" }));
  form.append(
    "report",
    new Blob([trivyReport(...resources.map((resource) => ({ resource })))]),
    "trivy.json",
  );
  return call("POST", "/api/v1/gate/evaluations", {
    token,
    body: form,
    headers: { "idempotency-key": crypto.randomUUID() },
  });
}

/** What a pipeline would ask for these findings, in Cora's name. */
export async function askingFor(token: string, resources: string[], changes: object = {}) {
  const { body } = await evaluated(token, resources);
  return {
    evaluation: body.id,
    fingerprints: body.findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint),
    requester: "cora@example.com",
    owner: "cora@example.com",
    reason: "The supplier moves to TLS 1.2 on 25 November.",
    breaksIfNo: "Salaries are late for 3,100 people.",
    risk: "Traffic could be read on the supplier's line.",
    level: "moderate",
    end: "2026-11-23T18:00:00Z",
    alternatives: "A tunnel; the supplier refuses it.",
    mitigation: "Allow-list of two addresses, log read daily.",
    data: "None: the test feed holds made-up people.",
    ...changes,
  };
}

export const ask = (token: string, json: object, key: string | null = crypto.randomUUID()) =>
  call("POST", "/api/v1/gate/requests", {
    token,
    json,
    headers: key === null ? {} : { "idempotency-key": key },
  });

export const noonPlus = (milliseconds: number) => new Date(noon.getTime() + milliseconds);

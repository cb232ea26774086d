import { expect, test } from "vitest";

import { contentOf, footprintInWords, hex, scopeOf, whyOutdated } from "@/lib/exceptions/revisions";
import type { ScopeItem } from "@/lib/exceptions/schemas";
import { noon } from "@/lib/testing/cast";
import { lowRisk } from "@/lib/testing/requests";

const seen = { revision: 2, contentHash: "aa" };

const revisedAt = new Date("2026-11-20T11:58:00.000Z");
const edited = { cause: "edited", revisedByName: "Cora Lind", revisedAt } as const;

test("an approver who saw the present revision and text may go on", () => {
  expect(whyOutdated({ ...edited, revision: 2, contentHash: "aa" }, seen, noon)).toBeNull();
});

test("an approver who saw another revision, or another text under the same number, is stopped (R10)", () => {
  const refusal = {
    code: "outdated-revision",
    message:
      "Cora Lind changed this 2 minutes ago, while you read it. Look at what is different, then decide again.",
  };
  expect(whyOutdated({ ...edited, revision: 3, contentHash: "aa" }, seen, noon)).toMatchObject(refusal);
  expect(whyOutdated({ ...edited, revision: 1, contentHash: "aa" }, seen, noon)).toMatchObject(refusal);
  expect(whyOutdated({ ...edited, revision: 2, contentHash: "ab" }, seen, noon)).toMatchObject(refusal);
  const raised = { ...edited, cause: "risk_raised", revision: 3, contentHash: "aa" } as const;
  expect(whyOutdated(raised, seen, noon)?.message).toContain(
    "Cora Lind raised the risk of this 2 minutes ago",
  );
});

const place: ScopeItem = { policyId: "p", systemId: "s", environment: "test", resource: "" };
const request = {
  title: "Keep TLS 1.1",
  reason: "The supplier is late.",
  breaksIfNo: "Salaries.",
  riskIntroduced: "Traffic could be read.",
  dataAffected: "None.",
  alternatives: "A tunnel.",
  mitigation: "An allow-list.",
  classification: lowRisk,
  ownerId: "cora",
  window: { kind: "length" as const, seconds: 60 },
  scope: [place],
};
const known = { managerId: "mara", reasonsForRisk: ["nothing said here raises it"] };

test("a revision keeps every word that was asked, the owner, the manager and why the risk is what it is (R1)", () => {
  expect(contentOf({ ...request, whatChanged: "The date moved." }, known)).toEqual({
    title: "Keep TLS 1.1",
    reason: "The supplier is late.",
    breaksIfNo: "Salaries.",
    riskIntroduced: "Traffic could be read.",
    dataAffected: "None.",
    alternatives: "A tunnel.",
    mitigation: "An allow-list.",
    whatChanged: "The date moved.",
    classification: lowRisk,
    reasonsForRisk: ["nothing said here raises it"],
    owner: "cora",
    manager: "mara",
    conditions: [],
    scope: [{ policy: "p", system: "s", environment: "test", resource: "" }],
  });
  expect(contentOf(request, known).whatChanged).toBe("");
});

test("the same place named twice is kept once, and places that differ in one part are kept apart", () => {
  const places: ScopeItem[] = [
    place,
    { ...place },
    { ...place, environment: "production" },
    { ...place, resource: "host-1" },
    { ...place, systemId: "t" },
    { ...place, policyId: "q" },
  ];
  expect(contentOf({ ...request, scope: places }, known).scope).toHaveLength(5);
});

test("what of a model runs outside the rule is kept where something of it was said, and comes back as it was asked", () => {
  const said = { deployment: "eu-central-1", faces: "Four pilots", dataSets: ["tides", "harbours"] };
  const nothing = { deployment: "", faces: "", dataSets: [] };
  const asked = [
    { ...place, footprint: said },
    { ...place, resource: "host-1", footprint: nothing },
  ];
  const content = contentOf({ ...request, scope: asked }, known);
  expect(content.scope).toEqual([
    { policy: "p", system: "s", environment: "test", resource: "", footprint: said },
    { policy: "p", system: "s", environment: "test", resource: "host-1" },
  ]);
  expect(scopeOf(content)[0]).toEqual({ ...place, footprint: said });
  expect(footprintInWords(said)).toBe("eu-central-1 · facing Four pilots · data: tides, harbours");
  expect(footprintInWords(nothing)).toBe("");
});

test("a hash is written in small hexadecimal digits", () => {
  expect(hex(Uint8Array.from([0, 15, 255]))).toBe("000fff");
});

// What people did before a scene begins, through the use cases: "Jonas has approved", "Cora has changed it".

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { numberEvents } from "@/lib/audit/number-events";
import { openSigner, signCheckpoint } from "@/lib/audit/sign-checkpoint";
import { db } from "@/lib/db";
import { close } from "@/lib/exceptions/close";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { type Content, hex, scopeOf } from "@/lib/exceptions/revisions";
import type { Answers, Edit } from "@/lib/exceptions/schemas";
import type { Outcome } from "@/lib/refusal";

import { actorCalled, type FiledRequest } from "./cast";

type Known = Pick<FiledRequest, "id">;

export async function policyAndSystem(policyKey: string, systemKey: string) {
  const [policy, system] = await Promise.all([
    db.policy.findUniqueOrThrow({ where: { key: policyKey } }),
    db.system.findUniqueOrThrow({ where: { key: systemKey } }),
  ]);
  return { policyId: policy.id, systemId: system.id };
}

/** What was seen by whoever decides now: the current revision and its hash. */
export async function seen({ id }: Known) {
  const { revision } = await db.exception.findUniqueOrThrow({ where: { id }, select: { revision: true } });
  const { contentHash } = await db.revision.findUniqueOrThrow({
    where: { exceptionId_number: { exceptionId: id, number: revision } },
  });
  return { exceptionId: id, revision, contentHash: hex(contentHash) };
}

export async function approved(request: Known, ...firstNames: string[]) {
  for (const firstName of firstNames) {
    const approval = { ...(await seen(request)), verdict: "approve" as const, comment: "", answers };
    granted(await decide(approval, await actorCalled(firstName), new Date()));
  }
}

export async function sentBack(request: Known, firstName: string, comment: string) {
  const verdict = { ...(await seen(request)), verdict: "send_back" as const, comment };
  granted(await decide(verdict, await actorCalled(firstName), new Date()));
}

export async function rejected(request: Known, firstName: string, comment: string) {
  const verdict = { ...(await seen(request)), verdict: "reject" as const, comment };
  granted(await decide(verdict, await actorCalled(firstName), new Date()));
}

export async function closed({ id }: Known, firstName: string, verifier: string) {
  const [actor, verifiedBy] = await Promise.all([actorCalled(firstName), actorCalled(verifier)]);
  const removedOn = new Date().toISOString().slice(0, 10);
  granted(
    await close({ exceptionId: id, removedOn, verifiedById: verifiedBy.id, note: "" }, actor, new Date()),
  );
}

/** What the worker and the signer do by themselves, who do not run beside these tests. */
export async function recordSigned() {
  const folder = mkdtempSync(join(tmpdir(), "signer-"));
  await numberEvents(new Date());
  // Another test may have signed as much in this moment, and then that stands.
  await signCheckpoint(await openSigner(folder, "exceptions.example.com/audit"), new Date()).catch(
    () => null,
  );
  rmSync(folder, { recursive: true });
}

/** A new revision that differs in nothing but these words. */
export async function changed({ id }: Known, firstName: string, words: Partial<Edit>) {
  const revisions = await db.revision.findMany({
    where: { exceptionId: id },
    orderBy: { number: "desc" },
    take: 1,
  });
  const [last] = revisions;
  if (!last) throw new Error("There is nothing to change.");
  const { scope, reasonsForRisk: _, conditions: __, owner, manager, ...texts } = last.content as Content;
  const edit: Edit = {
    ...texts,
    exceptionId: id,
    seenRevision: last.number,
    scope: scopeOf({ scope }),
    ownerId: owner,
    managerId: manager,
    window: { kind: "length", seconds: last.askedSeconds ?? 3600 },
    ...words,
  };
  granted(await editRequest(edit, await actorCalled(firstName), new Date()));
}

const answer = (tapped: "yes" | "no", words: string) => ({ tapped, words });
export const answers: Answers = {
  whyNow: answer("yes", "The supplier's release has a date."),
  shortest: answer("yes", "They need every day of it."),
  saferWay: answer("no", "The alternative was tried."),
  ifNo: answer("yes", "The release waits for a week."),
};

/** What an act gave; a refusal ends the test. */
export function granted<Result extends object>(outcome: Outcome<Result>): Result {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome;
}

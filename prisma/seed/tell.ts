// Tells the stories through the use cases, at their instants, with the worker's clock running between them.

import { randomUUID } from "node:crypto";

import { db } from "@/lib/db";
import { addEvidence } from "@/lib/evidence/add-evidence";
import { readNewEvidence } from "@/lib/evidence/new-evidence";
import { addNote } from "@/lib/exceptions/add-note";
import { close } from "@/lib/exceptions/close";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { expireDue } from "@/lib/exceptions/expire-due";
import { fileRequest } from "@/lib/exceptions/file-request";
import { lapseDue } from "@/lib/exceptions/lapse-due";
import { reassign } from "@/lib/exceptions/reassign";
import { recordSilence } from "@/lib/exceptions/record-silence";
import { hex } from "@/lib/exceptions/revisions";
import { revoke } from "@/lib/exceptions/revoke";
import {
  type Answers,
  closeSchema,
  type Decision,
  decisionSchema,
  editSchema,
  type Request,
  requestSchema,
} from "@/lib/exceptions/schemas";
import { withdraw } from "@/lib/exceptions/withdraw";
import type { Outcome } from "@/lib/refusal";
import type { Cast } from "./cast";
import type { Directory } from "./directory";
import type { PersonKey } from "./people";
import { type Act, type PlannedAsk, plan } from "./plan";
import { granted } from "./refused";
import type { Beat, Fact, Standing, Story } from "./story";

/** What happens between the stories. */
export type Interlude = { at: Date; happen: () => Promise<void> };

export async function tellStories(
  stories: Story[],
  interludes: Interlude[],
  directory: Directory,
  cast: Cast,
  now: Date,
) {
  const told = new Told(directory, cast);
  const acts = plan(stories, now).map((act) => ({ at: act.at, happen: () => told.tell(act) }));
  for (const { at, happen } of [...acts, ...interludes].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    await runClock(at);
    await happen();
  }
  await runClock(now);
  await told.check(stories);
}

class Told {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly directory: Directory,
    private readonly cast: Cast,
  ) {}

  async tell(act: Act): Promise<void> {
    const outcome = act.beat ? await this.continue(act, act.beat) : await this.file(act);
    granted(
      outcome,
      `“${act.story.ask.title}”, ${act.by}, ${act.beat?.act ?? "file"} at ${act.at.toISOString()}`,
    );
  }

  private async file({ story, ask, by, at }: Act): Promise<Outcome> {
    const id = randomUUID();
    this.ids.set(story.ask.title, id);
    const requester = ask.requester ?? by;
    const request: Request = {
      id,
      ...this.contentOf(ask, ask.owner ?? requester),
      requesterId: this.person(requester),
      ...(story.extends && {
        continuesId: this.idOf(story.extends.title),
        whatChanged: story.extends.whatChanged,
      }),
    };
    return fileRequest(requestSchema.parse(request), await this.cast.as(by, at), at);
  }

  private async continue({ story, ask, by, at, removedOn }: Act, beat: Beat): Promise<Outcome> {
    const exceptionId = this.idOf(story.ask.title);
    const actor = await this.cast.as(by, at);

    switch (beat.act) {
      case "approve":
      case "reject":
      case "sendBack":
        return decide(decisionSchema.parse(await this.decisionOn(exceptionId, beat)), actor, at);
      case "edit": {
        const { revision, ownerId } = await db.exception.findUniqueOrThrow({ where: { id: exceptionId } });
        const content = { ...this.contentOf(ask, by), ownerId };
        return editRequest(editSchema.parse({ exceptionId, seenRevision: revision, ...content }), actor, at);
      }
      case "withdraw":
        return withdraw({ exceptionId, reason: beat.reason }, actor, at);
      case "revoke":
        return revoke({ exceptionId, reason: beat.reason }, actor, at);
      case "prove": {
        const { title, link } = beat;
        const { revision } = await db.exception.findUniqueOrThrow({ where: { id: exceptionId } });
        const { id: conditionId } = await db.condition.findFirstOrThrow({
          where: { exceptionId, revision, position: beat.condition },
        });
        const { given } = granted(
          await readNewEvidence({ exceptionId, conditionId, title, link, note: "" }),
          title,
        );
        return addEvidence(given, actor, at);
      }
      case "note":
        return addNote({ exceptionId, note: beat.body }, actor, at);
      case "reassign":
        return reassign({ exceptionId, ownerId: this.person(beat.to), reason: beat.reason }, actor, at);
      case "close": {
        const verifiedById = this.person(beat.verifiedBy);
        return close(closeSchema.parse({ exceptionId, removedOn, verifiedById, note: beat.note }), actor, at);
      }
    }
  }

  private contentOf(ask: PlannedAsk, owner: PersonKey) {
    const facts = new Set<Fact>(ask.facts);
    return {
      title: ask.title,
      scope: ask.scope.map(({ policy, system, environment, resource = "", footprint }) => ({
        policyId: this.directory.policyId.get(policy) as string,
        systemId: this.directory.systemId.get(system) as string,
        environment,
        resource,
        ...(footprint && { footprint }),
      })),
      reason: ask.reason,
      breaksIfNo: ask.breaksIfNo,
      riskIntroduced: ask.riskIntroduced,
      dataAffected: ask.dataAffected,
      alternatives: ask.alternatives,
      mitigation: ask.mitigation,
      classification: {
        dataSensitivity: ask.data,
        exposure: ask.exposure,
        impact: ask.impact,
        regulations: ask.regulations ?? [],
        facts: {
          weakensSignIn: facts.has("weakensSignIn"),
          opensRemoteAccess: facts.has("opensRemoteAccess"),
          widensDataAccess: facts.has("widensDataAccess"),
          givesVendorReach: facts.has("givesVendorReach"),
          usesExternalModel: facts.has("usesExternalModel"),
          skipsHumanReview: facts.has("skipsHumanReview"),
        },
      },
      ownerId: this.person(owner),
      conditions: ask.conditions?.map(({ statement, provenWithin, measure }) => ({
        statement,
        due: { kind: "after" as const, seconds: provenWithin?.length ?? measure?.freshSeconds ?? 0 },
        suspends: measure !== undefined,
        ...(measure && { measure }),
      })),
      window: ask.window,
    };
  }

  private async decisionOn(
    exceptionId: string,
    beat: Extract<Beat, { act: "approve" | "reject" | "sendBack" }>,
  ): Promise<Decision> {
    const { number, contentHash } = await db.revision.findFirstOrThrow({
      where: { exceptionId },
      orderBy: { number: "desc" },
    });
    const seen = { exceptionId, revision: number, contentHash: hex(contentHash), comment: beat.comment };
    if (beat.act !== "approve") return { ...seen, verdict: beat.act === "reject" ? "reject" : "send_back" };
    return {
      ...seen,
      verdict: "approve",
      answers: answersOf(beat.words),
      grantedSeconds: beat.grants?.length,
    };
  }

  private person(key: PersonKey): string {
    return this.directory.personId.get(key) as string;
  }

  private idOf(title: string): string {
    const id = this.ids.get(title);
    if (!id) throw new Error(`“${title}” has not been filed yet.`);
    return id;
  }

  /** Every story is as risky as it was meant to be, and has come to where it was meant to stand. */
  async check(stories: Story[]): Promise<void> {
    const rows = await db.exception.findMany({
      select: { id: true, risk: true, status: true, sentBack: true, closedReason: true },
    });
    const found = new Map(rows.map((row) => [row.id, `${row.risk}, ${standingOf(row)}`]));
    for (const { ask, risk, stands } of stories) {
      const meant = `${risk}, ${stands}`;
      const is = found.get(this.idOf(ask.title));
      if (is !== meant) throw new Error(`“${ask.title}” was meant to be ${meant}, and is ${is}.`);
    }
  }
}

function answersOf(words?: Record<keyof Answers, string>): Answers {
  const answer = (question: keyof Answers, tapped: "yes" | "no") => ({
    tapped,
    words: words?.[question] ?? "",
  });
  return {
    whyNow: answer("whyNow", "yes"),
    shortest: answer("shortest", "yes"),
    saferWay: answer("saferWay", "no"),
    ifNo: answer("ifNo", "yes"),
  };
}

type Row = { status: string; sentBack: boolean; closedReason: string | null };

function standingOf({ status, sentBack, closedReason }: Row): Standing {
  if (sentBack) return "sent back";
  if (status === "active") return "in force";
  return (closedReason ?? status) as Standing;
}

/** What the worker would have done until then: it looks once a minute for what has ended or waited too long. */
async function runClock(until: Date): Promise<void> {
  for (let due = await nextDue(); due && due <= until; due = await nextDue()) {
    const look = new Date(Math.min(Math.ceil(due.getTime() / 60_000) * 60_000, until.getTime()));
    const swept = [await expireDue(look), await lapseDue(look), await recordSilence(look)];
    const failed = swept.flatMap((sweep) => sweep.failed);
    if (failed.length > 0 || swept.every(({ done }) => done === 0)) {
      throw new Error(
        `The clock could not go on at ${look.toISOString()}: ${failed[0]?.why ?? "nothing was done"}`,
      );
    }
  }
}

async function nextDue(): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ due: Date | null }[]>`
    SELECT min(due) AS due FROM (
      SELECT ends_at AS due FROM exception WHERE status = 'active'
      UNION ALL
      SELECT r.at + interval '720 hours' FROM exception x
      JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision) WHERE x.status = 'pending'
      UNION ALL
      SELECT c.deadline FROM recheck c JOIN exception x ON x.id = c.exception_id
      WHERE c.outcome IS NULL AND x.status = 'expired'
    ) waiting`;
  return row?.due ?? null;
}

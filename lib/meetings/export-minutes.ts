// The minutes to take away as Markdown. Each export stands in the trail (R2).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { exportsOf, whyCannotExport } from "@/lib/exceptions/export-register";
import { minutesMarkdown } from "@/lib/meetings/markdown";
import { namesIn } from "@/lib/meetings/minutes";
import { meetingCalled } from "@/lib/meetings/past-meetings";
import { type Outcome, refuse } from "@/lib/refusal";

type Exported = Outcome<{ text: string }>;

export async function exportMinutes(
  { number }: { number: number },
  actor: Actor,
  now: Date,
): Promise<Exported> {
  const refusal = whyCannotExport(actor);
  if (refusal) return refusal;
  const meeting = await meetingCalled(number);
  if (!meeting || meeting.isOpen) return refuse("not-found", "There are no minutes of that number.");
  const text = minutesMarkdown(meeting.minutes, meeting.sha256, await namesIn(meeting.minutes));
  return inTransaction<Exported>(now, async (tx) => {
    await record(tx, {
      action: "register.exported",
      stream: exportsOf(now),
      actor,
      body: { filter: `Minutes of meeting ${number}`, rows: meeting.minutes.items.length },
    });
    return { ok: true, text };
  });
}

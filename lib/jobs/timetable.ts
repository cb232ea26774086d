// What happens by itself, and when. The clock decides without any of it (R13): these jobs write down what has become true
// and tell people of it. A new job is a new line.

import { numberEvents } from "@/lib/audit/number-events";
import { expireDue } from "@/lib/exceptions/expire-due";
import { lapseDue } from "@/lib/exceptions/lapse-due";
import { recordSilence } from "@/lib/exceptions/record-silence";
import { revokeUnratified } from "@/lib/exceptions/revoke-unratified";
import { mailAgenda } from "@/lib/meetings/mail-agenda";
import { enforceDaily } from "@/lib/notices/enforce-daily";
import { planNotices } from "@/lib/notices/plan-notices";
import { sendMails } from "@/lib/notices/send-mails";
import { takeUpKept } from "@/lib/notices/take-up-kept";
import { tellSilence } from "@/lib/notices/tell-silence";
import { writeMails } from "@/lib/notices/write-mails";
import { announceTimes } from "@/lib/outgoing/announce-times";
import { deliverOutgoing } from "@/lib/outgoing/deliver";
import { deactivateLeavers } from "@/lib/people/deactivate-leavers";
import { announceGaps } from "@/lib/reviews/announce-gaps";
import { mailGaps } from "@/lib/reviews/mail-gaps";

/** What a job did. A row that failed is named; it did not stop the others and is due again at the next turn. */
export type Ran = {
  done: number;
  failed: ({ number: number; why: string } | { what: string; why: string })[];
};

/** In seconds: the queue remembers no longer that a job has run, and refuses one that comes less often. */
export const longestPause = 600;

export type Job = { name: string; everySeconds: number; run: (now: Date) => Promise<Ran> };

export const timetable: Job[] = [
  { name: "record what has ended", everySeconds: 15, run: expireDue },
  { name: "revoke what was not ratified", everySeconds: 15, run: revokeUnratified },
  { name: "record re-checks without an answer", everySeconds: 15, run: recordSilence },
  { name: "let old requests lapse", everySeconds: 300, run: lapseDue },
  { name: "let leavers out", everySeconds: 300, run: deactivateLeavers },
  { name: "see who is to be told", everySeconds: 3, run: planNotices },
  { name: "say daily what is still not put right", everySeconds: 60, run: enforceDaily },
  { name: "mail the agenda of the weekly meeting", everySeconds: 60, run: mailAgenda },
  { name: "put rules that do not fit to their owners", everySeconds: 300, run: mailGaps },
  { name: "tell other systems of rules that do not fit", everySeconds: 300, run: announceGaps },
  { name: "see which readings have stopped", everySeconds: 15, run: tellSilence },
  {
    name: "take up mail that was kept for want of a server",
    everySeconds: 60,
    run: (now) => takeUpKept(now),
  },
  { name: "write the mails that are due", everySeconds: 5, run: (now) => writeMails(now) },
  { name: "send mail", everySeconds: 5, run: (now) => sendMails(now) },
  { name: "announce what begins and what ends soon", everySeconds: 15, run: announceTimes },
  { name: "give each event its place in the tree", everySeconds: 5, run: numberEvents },
  { name: "tell other systems", everySeconds: 3, run: (now) => deliverOutgoing(now) },
];

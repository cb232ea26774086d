// What happens by itself, and when. The clock decides without any of it (R13): these jobs write down what has become true.

import { expireDue } from "@/lib/exceptions/expire-due";
import { lapseDue } from "@/lib/exceptions/lapse-due";
import { revokeUnratified } from "@/lib/exceptions/revoke-unratified";

type Job = {
  name: string;
  everySeconds: number;
  run: (now: Date) => Promise<{ done: number; failed: { number: number; why: string }[] }>;
};

export const timetable: Job[] = [
  { name: "record what has ended", everySeconds: 15, run: expireDue },
  { name: "revoke what was not ratified", everySeconds: 15, run: revokeUnratified },
  { name: "let old requests lapse", everySeconds: 300, run: lapseDue },
];

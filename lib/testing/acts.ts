// Everything that can happen in a history. Each act is done to the register and to the model of it.

import fc from "fast-check";

import { deciding, editing, extending, filing, raising, takingBack } from "@/lib/testing/acts-of-asking";
import {
  closing,
  handingOver,
  noting,
  rechecking,
  revoking,
  withdrawing,
} from "@/lib/testing/acts-of-ending";
import {
  comingBack,
  leaving,
  seating,
  signingOut,
  sweeping,
  unseating,
  waiting,
} from "@/lib/testing/acts-of-people";
import { breaking, proving } from "@/lib/testing/acts-of-proving";
import type { Act } from "@/lib/testing/draw";

export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: filing },
  { weight: 14, arbitrary: deciding("approve") },
  { weight: 4, arbitrary: deciding("approve", "active") },
  { weight: 1, arbitrary: deciding("reject", "active") },
  { weight: 1, arbitrary: deciding("reject") },
  { weight: 2, arbitrary: deciding("send_back") },
  { weight: 2, arbitrary: raising },
  { weight: 2, arbitrary: takingBack },
  { weight: 4, arbitrary: editing },
  { weight: 5, arbitrary: extending },
  { weight: 1, arbitrary: withdrawing },
  { weight: 2, arbitrary: closing },
  { weight: 2, arbitrary: rechecking },
  { weight: 1, arbitrary: revoking },
  { weight: 3, arbitrary: handingOver },
  { weight: 1, arbitrary: noting },
  { weight: 4, arbitrary: proving },
  { weight: 2, arbitrary: breaking },
  { weight: 4, arbitrary: waiting },
  { weight: 2, arbitrary: sweeping },
  { weight: 1, arbitrary: leaving },
  { weight: 1, arbitrary: comingBack },
  { weight: 2, arbitrary: seating },
  { weight: 1, arbitrary: unseating },
  { weight: 1, arbitrary: signingOut },
);

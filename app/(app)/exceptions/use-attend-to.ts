import { useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import type { Finish, Selected } from "@/components/selection";
import { offerUndo } from "@/components/undo";
import type { AttentionChange } from "@/lib/exceptions/schemas";

import { attendToSeveral } from "./actions";

/** Watches or snoozes what is selected at once, with one way back for all of it. */
export function useAttendTo(selected: Selected[], finish: Finish) {
  const [busy, start] = useTransition();

  function attendTo(change: Omit<AttentionChange, "exceptionId">, done: string) {
    start(async () => {
      const outcome = await answerOf(
        attendToSeveral(selected.map(({ id }) => ({ exceptionId: id, ...change }))),
      );
      finish(outcome);
      if (!outcome.ok || outcome.done.length === 0) return;
      const back = outcome.done.map(({ exceptionId, before }) => ({ exceptionId, ...before }));
      offerUndo({
        said: `${outcome.done.length} ${done}.`,
        undo: () => void answerOf(attendToSeveral(back)),
      });
    });
  }
  return { attendTo, busy };
}

// Lays the stories out in time: every act of everybody, at its instant, in the order in which it happened.

import { dayIn } from "@/lib/dates";
import { withDates } from "./calendar";
import { company, type PersonKey } from "./people";
import type { Ask, AskedWindow, Beat, Story } from "./story";

type PlannedWindow =
  | { kind: "length"; seconds: number; start?: string }
  | { kind: "until"; end: string; start?: string };

/** What is asked at that moment, with its dates written out. */
export type PlannedAsk = Omit<Ask, "window"> & { window: PlannedWindow };

export type Act = {
  story: Story;
  at: Date;
  by: PersonKey;
  ask: PlannedAsk;
  /** Absent for the filing itself. */
  beat?: Beat;
  removedOn?: string;
  /** When the window ends, as far as it is granted by then. */
  end: Date | null;
};

type Ends = Map<string, Date>;

/** `stories` in an order in which whatever is extended comes before its extension. */
export function plan(stories: Story[], now: Date): Act[] {
  const ends: Ends = new Map();
  return stories.flatMap((story) => actsOf(story, now, ends)).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function actsOf(story: Story, now: Date, ends: Ends): Act[] {
  const continued = story.extends ? ends.get(story.extends.title) : undefined;
  const filedAt = story.filed.at({ now, before: now, end: null });
  let ask = written(story.ask, filedAt, now);
  let granted = Number.POSITIVE_INFINITY;
  let end: Date | null = null;
  let before = filedAt;

  const acts: Act[] = [{ story, at: filedAt, by: story.filed.by, ask, end }];
  for (const beat of story.beats) {
    const at = beat.at({ now, before, end });
    if (beat.act === "edit") ask = { ...ask, ...written(beat.changes, at, now) };
    if (beat.act === "approve") {
      granted = Math.min(granted, beat.grants?.length ?? granted);
      end = endOf(ask.window, granted, at, continued);
      ends.set(story.ask.title, end);
    }
    const removed = beat.act === "close" ? beat.removed({ now, before: at, end }) : undefined;
    acts.push({
      story,
      at,
      by: beat.by,
      ask,
      beat: withDatesIn(beat, at),
      removedOn: removed && dayIn(company.zone, removed),
      end,
    });
    before = at;
  }
  return acts;
}

function written<Part extends Partial<Ask>>(part: Part, at: Date, now: Date) {
  const { window, ...rest } = withDatesIn(part, at);
  return { ...rest, ...(window && { window: planned(window, at, now) }) } as Omit<Part, "window"> &
    (Part extends { window: AskedWindow } ? { window: PlannedWindow } : { window?: PlannedWindow });
}

/** Every text of it, with the dates that people wrote on that day. */
function withDatesIn<Told extends object>(told: Told, at: Date): Told {
  const entries = Object.entries(told).map(([key, value]) => [
    key,
    typeof value === "string" ? withDates(value, at) : value,
  ]);
  return Object.fromEntries(entries) as Told;
}

function planned(window: AskedWindow, at: Date, now: Date): PlannedWindow {
  const reference = { now, before: at, end: null };
  if ("until" in window) return { kind: "until", end: window.until(reference).toISOString() };
  return { kind: "length", seconds: window.length, start: window.start?.(reference).toISOString() };
}

function endOf(window: PlannedWindow, granted: number, approvedAt: Date, continued?: Date): Date {
  const start = Math.max(
    approvedAt.getTime(),
    new Date(window.start ?? 0).getTime(),
    continued?.getTime() ?? 0,
  );
  const asked =
    window.kind === "until"
      ? new Date(window.end).getTime()
      : start + Math.min(window.seconds, granted) * 1000;
  return new Date(asked);
}

// The stories as they would be told at any time of a fortnight, without a database.

import { expect, test } from "vitest";

import { plan } from "./plan";
import { stories } from "./stories";

// Every 13 hours: each weekday, by night, at work and in the evening, on both sides of the night when the clocks change.
const fortnight = Array.from(
  { length: 26 },
  (_, index) => new Date(Date.UTC(2026, 9, 18, 3, 17) + index * 13 * 3_600_000),
);
const told = fortnight.map((now) => ({ now, acts: plan(stories, now) }));
const aboutAWeekend = [
  "New tariff table on a Saturday",
  "Second factor off for one test account over the migration weekend",
];

function inBerlin(at: Date) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Berlin",
    weekday: "short",
    hour: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? "";
  return { weekday: part("weekday"), hour: Number(part("hour")) };
}

test("whenever the register is filled, nobody has acted in the future", () => {
  for (const { now, acts } of told) {
    const ahead = acts.filter(({ at }) => at > now);
    expect(ahead.map(({ story, beat }) => [story.ask.title, beat?.act, now])).toEqual([]);
  }
});

test("everybody acts after the one before them, in the order in which the story is written", () => {
  for (const { acts } of told) {
    for (const story of stories) {
      const happened = acts.filter((act) => act.story === story).map(({ beat }) => beat?.act ?? "file");
      expect(happened, story.ask.title).toEqual(["file", ...story.beats.map(({ act }) => act)]);
    }
  }
});

test("people work from Monday to Friday, unless the story is about a weekend", () => {
  for (const { acts } of told) {
    const odd = acts.filter(({ at, story }) => {
      const { weekday, hour } = inBerlin(at);
      return !aboutAWeekend.includes(story.ask.title) && (/^S/.test(weekday) || hour < 7 || hour >= 20);
    });
    expect(odd.map(({ story, beat, at }) => [story.ask.title, beat?.act, at])).toEqual([]);
  }
});

test("what is in force has not ended at the moment of filling, and what is past its end has", () => {
  for (const { now, acts } of told) {
    for (const { story, end } of acts) {
      if (!end || (story.stands !== "in force" && story.stands !== "expired")) continue;
      expect(end > now, `${story.ask.title}, filled at ${now.toISOString()}`).toBe(
        story.stands === "in force",
      );
    }
  }
});

test("the second factor of the test account is back on a Monday at nine", () => {
  for (const { now, acts } of told) {
    const weekend = acts.findLast(({ story }) => story.ask.title === aboutAWeekend[1]);
    const end = weekend?.end as Date;
    expect(inBerlin(end)).toEqual({ weekday: "Mon", hour: 9 });
    expect(end < now).toBe(true);
  }
});

test("no two stories share a title, so that each can be found by it", () => {
  const titles = stories.map(({ ask }) => ask.title);
  expect(new Set(titles).size).toBe(titles.length);
});

test("a date that somebody writes is written out, never left as a mark", () => {
  for (const { acts } of told) {
    const asked = acts.flatMap(({ ask }) => Object.values(ask));
    const said = acts.flatMap(({ beat }) => Object.values(beat ?? {}));
    const marked = [...asked, ...said].filter((text) => typeof text === "string" && text.includes("{"));
    expect(marked).toEqual([]);
  }
});

import { expect, test } from "vitest";

import { sampleLetters } from "@/lib/meetings/sample-letters";
import { composeLetter } from "@/lib/notices/letter";
import { noon } from "@/lib/testing/cast";

const zone = "Europe/Berlin";

test.each(sampleLetters(zone, noon))("the made-up letter “$label” lacks nothing", ({ letter }) => {
  const { subject, plain, html } = composeLetter(letter, "https://register.example");
  for (const text of [subject, plain, html]) expect(text).not.toMatch(/undefined|null|NaN|Invalid/);
  expect(plain).toContain("https://register.example/meeting");
});

test("they say what such a meeting is about", () => {
  const subjects = sampleLetters(zone, noon).map(({ letter }) => letter.subject);
  expect(subjects).toEqual([
    "Weekly meeting, Fri 27 Nov, 10:00: 2 items",
    "Minutes, Fri 20 Nov 2026",
    "All clear: nothing needed the meeting, Fri 20 Nov 2026",
  ]);
});

import { expect, test } from "vitest";

import { matchKey, type Place } from "@/components/keys/match";
import { keyRows } from "@/components/keys/registry";

const page: Place = { typing: false, inLayer: false, onButton: false, onLink: false, inList: false };

function press(
  key: string,
  place: Partial<Place> = {},
  { after = null as string | null, singleKeys = true } = {},
) {
  return matchKey({ key, after }, { ...page, ...place }, singleKeys);
}

test("a key means its action, and nothing while a person is typing", () => {
  expect(press("c")).toEqual({ action: "request.new" });
  expect(press("c", { typing: true })).toBeNull();
});

test("two keys in a row are one action, and the second alone keeps its own meaning", () => {
  expect(press("g")).toEqual({ startsSequence: "g" });
  expect(press("r", {}, { after: "g" })).toEqual({ action: "go.register" });
  expect(press("r")).toEqual({ action: "inbox.reject" });
});

test("no key reaches the page through an open dialog or menu", () => {
  expect(press("c", { inLayer: true })).toBeNull();
  expect(press("mod+k", { inLayer: true })).toBeNull();
});

test("a button that has the focus keeps its keys", () => {
  expect(press("a", { onButton: true })).toBeNull();
  expect(press("mod+Enter", { onButton: true })).toEqual({ action: "inbox.record" });
});

test("chords work while typing", () => {
  expect(press("mod+Enter", { typing: true })).toEqual({ action: "inbox.record" });
  expect(press("mod+k", { typing: true })).toEqual({ action: "palette.open" });
});

test("a person who switched single keys off keeps chords, arrows and Enter (lesson 24)", () => {
  expect(press("j", {}, { singleKeys: false })).toBeNull();
  expect(press("/", {}, { singleKeys: false })).toBeNull();
  expect(press("g", {}, { singleKeys: false })).toBeNull();
  expect(press("h", {}, { after: "g", singleKeys: false })).toBeNull();
  expect(press("mod+k", {}, { singleKeys: false })).toEqual({ action: "palette.open" });
  expect(press("ArrowDown", { inList: true }, { singleKeys: false })).toEqual({ action: "list.next" });
});

test("arrows move through a list and scroll the page elsewhere", () => {
  expect(press("ArrowDown", { inList: true })).toEqual({ action: "list.next" });
  expect(press("ArrowDown")).toBeNull();
  expect(press("Enter", { inList: true, onLink: true })).toBeNull();
});

test("Space looks into the row whose link has the focus, ticks a box, and scrolls the page elsewhere", () => {
  expect(press("Space", { inList: true, onLink: true })).toEqual({ action: "list.peek" });
  expect(press("Space", { inList: true })).toBeNull();
  expect(press("Space", { onLink: true })).toBeNull();
});

test("Esc is left to the layer that is on top", () => {
  expect(press("Escape")).toBeNull();
});

test("a key that two places use means what the open page answers to", () => {
  const at = (place: "register" | "meeting") =>
    matchKey({ key: "f", after: null }, page, true, (action) => action.startsWith(place));
  expect(at("register")).toEqual({ action: "register.filter" });
  expect(at("meeting")).toEqual({ action: "meeting.followUp" });
});

test("arrows lead through a meeting, and not while somebody types or on a button", () => {
  expect(press("ArrowRight")).toEqual({ action: "meeting.next" });
  expect(press("ArrowLeft", {}, { singleKeys: false })).toEqual({ action: "meeting.previous" });
  expect(press("ArrowRight", { typing: true })).toBeNull();
  expect(press("ArrowRight", { onButton: true })).toBeNull();
});

test("no key stands for two actions of one place, or for one that is everywhere and another", () => {
  for (const scope of ["list", "request", "meeting"]) {
    const all = keyRows
      .filter((row) => row.scope === scope || row.scope === "everywhere")
      .flatMap(({ keys }) => keys);
    expect(all).toEqual([...new Set(all)]);
  }
});

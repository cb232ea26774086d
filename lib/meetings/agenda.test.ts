import fc from "fast-check";
import { expect, test } from "vitest";

import { agendaKinds, agendaOf, idOf, type Reason, type Waiting } from "@/lib/meetings/agenda";

const reason = (kind: Reason["kind"], id: string, rank = 0): Reason => ({
  kind,
  about: { exceptionId: id },
  why: `${kind}.`,
  rank,
});
const carried: Waiting = {
  id: "row",
  about: { exceptionId: "x" },
  why: "Carried over.",
  byId: null,
  carried: 2,
};

test("the agenda stands in the order of R27: expired first, what was put there by hand last", () => {
  const reasons = [...agendaKinds].reverse().map((kind) => reason(kind, kind));
  expect(agendaOf(reasons, []).map(({ kind }) => kind)).toEqual(agendaKinds);
});

test("within a kind the most pressing comes first", () => {
  const agenda = agendaOf([reason("ending", "later", 2), reason("ending", "sooner", 1)], []);
  expect(agenda.map(({ about }) => idOf(about))).toEqual(["sooner", "later"]);
});

test("what has several reasons stands once, at the first of them, with all their words", () => {
  const agenda = agendaOf([reason("leaver", "x"), reason("expired", "x")], []);
  expect(agenda).toMatchObject([{ kind: "expired", why: "expired. leaver." }]);
});

test("what was carried over keeps its mark, and its place is that of the reason it has now", () => {
  const again = agendaOf([reason("expired", "x"), reason("gap", "y")], [carried]);
  expect(again).toMatchObject([
    { kind: "expired", waiting: { carried: 2 }, why: "expired. Carried over." },
    { kind: "gap", waiting: null },
  ]);
  expect(agendaOf([reason("gap", "y")], [carried])).toMatchObject([{ kind: "gap" }, { kind: "flagged" }]);
});

test("whatever is found, nothing stands twice, nothing is lost, and the order holds", () => {
  const anything = fc.array(
    fc.record({ kind: fc.constantFrom(...agendaKinds), id: fc.integer({ min: 1, max: 8 }).map(String) }),
  );
  fc.assert(
    fc.property(anything, (found) => {
      const agenda = agendaOf(
        found.map(({ kind, id }) => reason(kind, id)),
        [carried],
      );
      const ids = agenda.map(({ about }) => idOf(about));
      expect(new Set(ids)).toEqual(new Set([...found.map(({ id }) => id), "x"]));
      expect(ids).toHaveLength(new Set(ids).size);
      const places = agenda.map(({ kind }) => agendaKinds.indexOf(kind));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }),
  );
});

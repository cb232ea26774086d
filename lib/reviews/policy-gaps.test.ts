import { describe, expect, test } from "vitest";

import { figuresInWords, gapsOf } from "@/lib/reviews/policy-gaps";

const quiet = {
  exceptions: 1,
  teams: 1,
  secondRenewals: 0,
  thirdRenewals: 0,
  decided: 0,
  approvedAsAsked: 0,
  comeBack: 0,
};

describe("a rule that does not fit reality shows (R26)", () => {
  test.each([
    ["two teams", { teams: 2 }, []],
    ["three teams", { teams: 3 }, ["several teams"]],
    ["three exceptions", { exceptions: 3 }, []],
    ["four exceptions", { exceptions: 4 }, ["again and again"]],
    ["a second renewal", { secondRenewals: 1 }, ["second renewal"]],
    [
      "a third renewal, which is a second one too",
      { secondRenewals: 1, thirdRenewals: 1 },
      ["third renewal"],
    ],
    ["four of four approved as asked", { decided: 4, approvedAsAsked: 4 }, []],
    ["five of five", { decided: 5, approvedAsAsked: 5 }, ["always approved"]],
    ["nine of ten", { decided: 10, approvedAsAsked: 9 }, ["always approved"]],
    ["eight of nine", { decided: 9, approvedAsAsked: 8 }, []],
    ["a finding that came back", { comeBack: 1 }, ["findings come back"]],
  ])("%s", (_, use, signals) => {
    expect(gapsOf({ ...quiet, ...use })).toEqual(signals);
  });

  test("with the figures behind it in words", () => {
    expect(figuresInWords({ ...quiet, exceptions: 6, teams: 4, secondRenewals: 2, thirdRenewals: 1 })).toBe(
      "6 exceptions, 4 teams, 1 third renewal",
    );
    expect(figuresInWords({ ...quiet, decided: 5, approvedAsAsked: 5, comeBack: 2 })).toBe(
      "1 exception, 1 team, 5 of 5 approved as asked, 2 findings came back",
    );
  });
});

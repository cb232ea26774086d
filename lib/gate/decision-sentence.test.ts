import { expect, test } from "vitest";

import { decisionSentence } from "@/lib/gate/decision-sentence";

const none = { findings: 0, violations: 0, exceptions: 0, doubts: [] };

test.each([
  [1, 1, "No: the one finding has no exception in force."],
  [2, 2, "No: neither of the two findings has an exception in force."],
  [3, 3, "No: none of the 3 findings has an exception in force."],
  [3, 2, "No: 2 of 3 findings have no exception in force."],
  [3, 1, "No: 1 of 3 findings has no exception in force."],
])("of %i findings %i are violations", (findings, violations, sentence) => {
  expect(decisionSentence({ ...none, decision: "violation", findings, violations })).toBe(sentence);
});

test.each([
  [1, 1, "Yes: the one finding is covered by an exception in force."],
  [2, 2, "Yes: both findings are covered by exceptions in force."],
  [3, 3, "Yes: all 3 findings are covered by exceptions in force."],
  [3, 1, "Yes: 1 of 3 findings is covered by exceptions in force, and the others break no policy."],
])("of %i findings %i are covered", (findings, exceptions, sentence) => {
  expect(decisionSentence({ ...none, decision: "exception", findings, exceptions })).toBe(sentence);
});

test("nothing found, nothing that counts, and a doubt", () => {
  expect(decisionSentence({ ...none, decision: "compliant" })).toBe("Yes: nothing was found.");
  expect(decisionSentence({ ...none, decision: "compliant", findings: 1 })).toBe(
    "Yes: nothing that was found breaks a policy.",
  );
  const doubts = [{ sentence: "No report was sent." }];
  expect(decisionSentence({ ...none, decision: "indeterminate", doubts })).toBe("No: No report was sent.");
});

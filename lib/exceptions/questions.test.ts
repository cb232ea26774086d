import { describe, expect, test } from "vitest";

import { noAnswers, questionWords, whyUnanswered } from "@/lib/exceptions/questions";
import { type Answers, type Decision, type Question, questions } from "@/lib/exceptions/schemas";
import { answered } from "@/lib/testing/requests";
import { Risk } from "@/prisma/generated/enums";

const seen = { exceptionId: "x", revision: 1, contentHash: "aa" };
const approval = (answers: Answers): Decision => ({ ...seen, verdict: "approve", comment: "", answers });
const without = (question: Question, answer: Answers[Question]) =>
  approval({ ...answered, [question]: answer });

const risks = Object.values(Risk);
const needsWords: Risk[] = ["high", "critical"];

test("an approver who answered all four in words may go on at every risk", () => {
  for (const risk of risks) expect(whyUnanswered(risk, approval(answered)), risk).toBeNull();
});

describe("an approval answers the four questions (R21)", () => {
  questions.forEach((question, index) => {
    test(`"${questionWords[question].asks}" needs a tap at every risk`, () => {
      for (const risk of risks) {
        expect(
          whyUnanswered(risk, without(question, { tapped: null, words: "Said, but not tapped." })),
          risk,
        ).toEqual({
          ok: false,
          code: "invalid-input",
          message: `Answer question ${index + 1}: ${questionWords[question].asks}`,
          fields: {
            [`answers.${question}`]: `Answer question ${index + 1}: ${questionWords[question].asks}`,
          },
        });
      }
    });

    test(`"${questionWords[question].asks}" needs words at high and critical risk, and only a tap below`, () => {
      for (const risk of risks) {
        const refusal = whyUnanswered(risk, without(question, { tapped: "no", words: "" }));
        if (needsWords.includes(risk)) {
          expect(refusal, risk).toMatchObject({
            message: `Say it in words: at ${risk} risk each answer needs a sentence.`,
            fields: { [`answers.${question}`]: expect.anything() },
          });
        } else expect(refusal, risk).toBeNull();
      }
    });
  });

  test("either tap will do: an approver may think that there is a safer way and say so", () => {
    for (const tapped of ["yes", "no"] as const) {
      expect(whyUnanswered("low", without("saferWay", { tapped, words: "" }))).toBeNull();
    }
  });
});

test("whoever rejects or sends back may leave them open", () => {
  for (const verdict of ["reject", "send_back"] as const) {
    for (const risk of risks) {
      expect(whyUnanswered(risk, { ...seen, verdict, comment: "No." })).toBeNull();
      expect(whyUnanswered(risk, { ...seen, verdict, comment: "No.", answers: noAnswers })).toBeNull();
    }
  }
});

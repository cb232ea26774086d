// The four questions that every approver answers (R21): one tap each, and in words where the risk is high.

import { isAtLeast } from "@/lib/exceptions/risk";
import { type Answers, type Decision, type Question, questions } from "@/lib/exceptions/schemas";
import { type Refusal, refuseField } from "@/lib/refusal";
import type { Risk } from "@/prisma/generated/enums";

export const questionWords: Record<Question, { asks: string; yes: string; no: string }> = {
  whyNow: { asks: "Is it clear why it is needed now?", yes: "Clear", no: "Not clear" },
  shortest: { asks: "Is this the shortest time that will do?", yes: "Shortest", no: "Could be shorter" },
  saferWay: { asks: "Is there a safer way?", yes: "There is one", no: "None found" },
  ifNo: { asks: "Is it clear what breaks if the answer is no?", yes: "Clear", no: "Not clear" },
};

export const noAnswers: Answers = {
  whyNow: { tapped: null, words: "" },
  shortest: { tapped: null, words: "" },
  saferWay: { tapped: null, words: "" },
  ifNo: { tapped: null, words: "" },
};

/** An approval answers all four; a rejection or a return to sender may leave them open. */
export function whyUnanswered(risk: Risk, decision: Decision): Refusal | null {
  if (decision.verdict !== "approve") return null;
  const inWords = isAtLeast(risk, "high");
  for (const question of questions) {
    const { tapped, words } = decision.answers[question];
    if (tapped === null)
      return refuseField(
        `answers.${question}`,
        `Answer question ${questions.indexOf(question) + 1}: ${questionWords[question].asks}`,
      );
    if (inWords && words === "")
      return refuseField(
        `answers.${question}`,
        `Say it in words: at ${risk} risk each answer needs a sentence.`,
      );
  }
  return null;
}

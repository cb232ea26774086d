// The twelve charts of the quarterly review, each with the question that it answers and what exactly it counts.

export const charts = {
  growth: {
    question: "Is what we accept growing?",
    counts:
      "Exceptions in force at the start of each week of the last twelve months, by risk: approved, begun, not ended, not closed, ratified in time, and no condition in the way.",
  },
  flow: {
    question: "Do we close as fast as we open?",
    counts:
      "Exceptions whose window began in each week of the quarter, and those whose window was over in it: ended, closed before its end, or not ratified in time.",
  },
  age: {
    question: "Do temporary ones turn permanent?",
    counts:
      "Exceptions in force on that day, by the time since the first of their chain began. An extension counts from the exception that it continues.",
  },
  renewals: {
    question: "Which are permanent in disguise?",
    counts:
      "Exceptions in force on that day, by how often they were renewed, and the ten chains that have run longest. After two renewals it is a design problem (R17).",
  },
  landing: {
    question: "What lands next, can we carry it?",
    counts:
      "Approved exceptions that are not over on that day, by the day on which they end, for thirty days.",
  },
  policies: {
    question: "Which rule does not fit reality?",
    counts:
      "Exceptions approved in the quarter by the rules that they break, with the teams of their owners. An exception of two rules counts for each. A gap: three teams or more, four exceptions or more, a second renewal, nearly all approved as asked, or findings that came back (R26).",
  },
  teams: {
    question: "Who needs help?",
    counts:
      "By the team of the owner, on that day: exceptions in force, exceptions past their end and not closed, and conditions not proven by their time or not measured any more.",
  },
  deciding: {
    question: "Are we the bottleneck, and where?",
    counts:
      "Decisions made in the quarter by the group of their step: hours from the moment the step was open to the decision, for half of them and for nine in ten, and how many came after the due time.",
  },
  outcomes: {
    question: "A real check, or a stamp?",
    counts:
      "Requests settled in the quarter, by risk: approved as asked, approved with a condition or a shorter window that an approver demanded, rejected, withdrawn or lapsed; and how many were sent back on the way.",
  },
  conditions: {
    question: "Do the promised safeguards happen?",
    counts:
      "Conditions of approved exceptions that are not over on that day: proven and holding, declared broken, not proven by their time or not measured any more, or not due yet.",
  },
  rechecks: {
    question: "Do we come back to the rule?",
    counts:
      "Exceptions whose re-check was answered in the quarter, by their last answer, with the days from the end to the closing, or to that day while they are open: half of them took no longer.",
  },
  gate: {
    question: "Do the pipelines live by the register?",
    counts:
      "What pipelines were told when they asked, by repository: nothing found, covered by an exception, in doubt, or a violation. A question asked again counts once.",
  },
} as const satisfies Record<string, { question: string; counts: string }>;

export type ChartKey = keyof typeof charts;
export const chartKeys = Object.keys(charts) as ChartKey[];

export function readChart(text: string | undefined): ChartKey | null {
  return chartKeys.find((key) => key === text) ?? null;
}

// Every door of the API, in the order in which an integrator meets them. The document and its page are made of this; a test
// holds it against the files.

import type { z } from "zod";
import { alertsSchema } from "@/lib/gate/alerts";
import {
  alertsAnswer,
  conditionsAnswer,
  evaluationAnswer,
  eventsAnswer,
  exceptionAnswer,
  exceptionsAnswer,
  foundEntriesAnswer,
  importAnswer,
  policiesAnswer,
  readingsAnswer,
  recheckAnswer,
  recheckEvaluationAnswer,
  rechecksAnswer,
  requestAnswer,
  systemsAnswer,
  tokenAnswer,
} from "@/lib/gate/answers";
import { targets } from "@/lib/gate/exports/targets";
import { type ProblemCode, problemSchema } from "@/lib/gate/problem";
import { mostReadings, readingsSchema } from "@/lib/gate/readings";
import { recheckAnswerSchema } from "@/lib/gate/recheck-answer";
import {
  askedSchema,
  contextSchema,
  foundContextSchema,
  recheckContextSchema,
  withdrawnSchema,
} from "@/lib/gate/schemas";
import { longestWait } from "@/lib/gate/wait-for-change";

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  about: string;
  required?: boolean;
  schema?: object;
};

export type Endpoint = {
  method: "get" | "post";
  path: string;
  part: keyof typeof parts;
  /** A sentence without its full stop: what it does. */
  does: string;
  about?: string;
  /** Which right the token needs; null: a token of another kind, or none. */
  right: "evaluate" | "request" | "recheck" | "export" | "measure" | null;
  open?: boolean;
  parameters?: Parameter[];
  body?: { json: Name } | { multipart: Name; files: "report" | "file"; most: number };
  /** `media`: what it is where it is no JSON of ours. */
  answers: Record<number, { about: string; schema?: Name; media?: string[] }>;
  problems: ProblemCode[];
};

export const parts = {
  gate: "The gate",
  conditions: "Conditions that are measured",
  register: "The register",
  document: "This document",
} as const;

/** What goes in and comes out, by the name under which the document keeps it. */
export const schemas = {
  Context: contextSchema,
  Evaluation: evaluationAnswer,
  Token: tokenAnswer,
  AskForException: askedSchema,
  Withdraw: withdrawnSchema,
  Request: requestAnswer,
  AnswerRecheck: recheckAnswerSchema,
  Recheck: recheckAnswer,
  RecheckContext: recheckContextSchema,
  RecheckEvaluation: recheckEvaluationAnswer,
  Rechecks: rechecksAnswer,
  Readings: readingsSchema,
  ReadingsTaken: readingsAnswer,
  Alerts: alertsSchema,
  AlertsTaken: alertsAnswer,
  Conditions: conditionsAnswer,
  Exceptions: exceptionsAnswer,
  Exception: exceptionAnswer,
  Events: eventsAnswer,
  Policies: policiesAnswer,
  Systems: systemsAnswer,
  ImportContext: foundContextSchema,
  Import: importAnswer,
  FoundEntries: foundEntriesAnswer,
  Problem: problemSchema,
} satisfies Record<string, z.ZodType>;
export type Name = keyof typeof schemas;

/** Those that are sent to the register: they are read as they are typed, before anything is filled in. */
export const sent: Name[] = [
  "Context",
  "AskForException",
  "Withdraw",
  "AnswerRecheck",
  "RecheckContext",
  "ImportContext",
  "Readings",
  "Alerts",
];

/** What a door with a token can say before it looks at anything else. */
export const atEachDoor: ProblemCode[] = [
  "token_missing",
  "token_invalid",
  "token_expired",
  "token_replayed",
  "issuer_unknown",
  "system_not_bound",
  "environment_not_bound",
  "token_lacks_right",
  "rate_limited",
  "unavailable",
];

const key: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  about: "Names this sending. The same key with the same content is the same act, for 24 hours.",
  required: true,
};
const number: Parameter = { name: "number", in: "path", about: "EX-1050", required: true };
const id: Parameter = {
  name: "id",
  in: "path",
  about: "“ev_…”, as the evaluation was answered.",
  required: true,
};
const nonce: Parameter = {
  name: "Gate-Nonce",
  in: "header",
  about: "16 random bytes or more in hex. The answer echoes them, so that a cached answer is found out.",
};
const tag: Parameter = {
  name: "If-None-Match",
  in: "header",
  about: "The ETag of the answer that you have. Unchanged: 304, without a body.",
};
const unchanged = { about: "Nothing has changed." };

export const endpoints: Endpoint[] = [
  {
    method: "post",
    path: "/gate/tokens",
    part: "gate",
    does: "Swap the token of a GitHub or GitLab job for one of the register",
    about:
      "The bearer is the job’s own token, made for the address of this register. It is taken once; the one that comes back has the same binding, lasts 60 minutes and is used for as many calls as are needed. Sent again under the same key, it is the same.",
    right: null,
    parameters: [key],
    answers: { 201: { about: "Swapped.", schema: "Token" } },
    problems: [
      "idempotency_key_missing",
      "token_missing",
      "token_invalid",
      "token_expired",
      "token_replayed",
      "issuer_unknown",
      "system_not_bound",
      "environment_not_bound",
      "unavailable",
    ],
  },
  {
    method: "post",
    path: "/gate/evaluations",
    part: "gate",
    does: "Ask whether a change may go on",
    about:
      "Send the raw reports of your scanners. The answer is 200 or 201 also when it is no: read “go”. Limits: 20 reports, 10 MiB each unpacked (gzip is read), 50 MiB together.",
    right: "evaluate",
    parameters: [key, nonce],
    body: { multipart: "Context", files: "report", most: 20 },
    answers: {
      201: { about: "Answered.", schema: "Evaluation" },
      200: { about: "The same question again, answered anew for this instant.", schema: "Evaluation" },
    },
    problems: [
      "idempotency_key_missing",
      "bad_context",
      "system_not_bound",
      "environment_not_bound",
      "in_progress",
      "too_large",
      "media_type",
      "idempotency_key_reused",
    ],
  },
  {
    method: "get",
    path: "/gate/evaluations/{id}",
    part: "gate",
    does: "The same question, answered for this instant",
    about: "After 24 hours its reports prove nothing any more, and the answer is indeterminate.",
    right: "evaluate",
    parameters: [
      id,
      nonce,
      {
        name: "from",
        in: "query",
        about: "The first finding of the page, as “next” names it.",
        schema: { type: "integer" },
      },
    ],
    answers: { 200: { about: "Answered.", schema: "Evaluation" } },
    problems: ["not_found"],
  },
  {
    method: "get",
    path: "/gate/evaluations/{id}/go",
    part: "gate",
    does: "Yes or no, for tools that read nothing but a status",
    right: "evaluate",
    parameters: [id],
    answers: { 204: { about: "Go." }, 403: { about: "No." } },
    problems: ["not_found"],
  },
  {
    method: "post",
    path: "/gate/requests",
    part: "gate",
    does: "Ask for an exception for findings of an evaluation",
    about:
      "With a token of the register, the request is born sent back to the requester that it names, who reads and submits it; whoever made the token is a party, too. With a token of GitHub or GitLab, or one that it was swapped for, whoever started the run is the requester, and it goes to its approvers at once. Requester and owner are parties: somebody else decides.",
    right: "request",
    parameters: [key],
    body: { json: "AskForException" },
    answers: {
      201: { about: "Filed. What another record covers stands in “alreadyCovered”.", schema: "Request" },
      200: { about: "Asked for already, or in force; or the same sending again.", schema: "Request" },
    },
    problems: [
      "idempotency_key_missing",
      "system_not_bound",
      "environment_not_bound",
      "in_progress",
      "too_large",
      "media_type",
      "request_incomplete",
      "fork_not_allowed",
      "requester_not_a_person",
      "idempotency_key_reused",
    ],
  },
  {
    method: "get",
    path: "/gate/requests/{number}",
    part: "gate",
    does: "Where a request stands, now or at its next change",
    about:
      "Wait on while it is pending. On active, ask the evaluation again and obey that answer: the status alone opens nothing.",
    right: "request",
    parameters: [
      number,
      tag,
      {
        name: "wait",
        in: "query",
        about: "Holds the answer back until something changes, for so many seconds at most.",
        schema: { type: "integer", minimum: 0, maximum: longestWait },
      },
    ],
    answers: { 200: { about: "As it stands.", schema: "Request" }, 304: unchanged },
    problems: ["bad_wait", "not_found"],
  },
  {
    method: "post",
    path: "/gate/requests/{number}/withdraw",
    part: "gate",
    does: "Take back what this token asked for",
    right: "request",
    parameters: [number, key],
    body: { json: "Withdraw" },
    answers: { 200: { about: "Closed, withdrawn.", schema: "Request" } },
    problems: [
      "idempotency_key_missing",
      "not_found",
      "in_progress",
      "wrong_status",
      "too_large",
      "media_type",
      "request_incomplete",
      "idempotency_key_reused",
    ],
  },
  {
    method: "get",
    path: "/rechecks",
    part: "gate",
    does: "What waits to be checked again at the token’s places, the most urgent first",
    about:
      "For a pipeline that missed the call. An evaluation of the place with the same reports answers it; the one-time token of the call does as well.",
    right: "recheck",
    parameters: [
      tag,
      { name: "status", in: "query", about: "Only those that are open.", schema: { enum: ["open"] } },
    ],
    answers: { 200: { about: "At most 200.", schema: "Rechecks" }, 304: unchanged },
    problems: ["bad_query"],
  },
  {
    method: "post",
    path: "/rechecks/{id}/answer",
    part: "gate",
    does: "Answer a re-check, once",
    about: "The bearer is the one-time token that came with the address of this re-check.",
    right: null,
    parameters: [{ name: "id", in: "path", about: "The id in the address that was given.", required: true }],
    body: { json: "AnswerRecheck" },
    answers: { 200: { about: "Taken. Compliant closes the exception.", schema: "Recheck" } },
    problems: [
      "token_missing",
      "token_invalid",
      "token_expired",
      "too_large",
      "media_type",
      "request_incomplete",
      "recheck_answered",
      "unavailable",
    ],
  },
  {
    method: "post",
    path: "/rechecks/{id}/evaluations",
    part: "gate",
    does: "Answer a re-check with reports",
    about:
      "The reports of a run without the exception are judged here. The bearer is the one-time token; it stays good until they prove something.",
    right: null,
    parameters: [
      key,
      { name: "id", in: "path", about: "The id in the address that was given.", required: true },
      nonce,
    ],
    body: { multipart: "RecheckContext", files: "report", most: 20 },
    answers: { 200: { about: "Judged. Compliant closes the exception.", schema: "RecheckEvaluation" } },
    problems: [
      "idempotency_key_missing",
      "bad_context",
      "token_missing",
      "token_invalid",
      "token_expired",
      "too_large",
      "media_type",
      "recheck_answered",
      "unavailable",
    ],
  },
  {
    method: "get",
    path: "/exports/{format}",
    part: "gate",
    does: "What is in force at one place, as a file of the tool that enforces it",
    about:
      "Fetch it in the job that uses it and never commit it: no entry outlives its approval, and the tag changes with each change. What a format cannot narrow to what was approved is left out and named in the header Export-Omitted.",
    right: "export",
    parameters: [
      {
        name: "format",
        in: "path",
        about: "Which tool it is for.",
        required: true,
        schema: { enum: targets.map(({ name }) => name) },
      },
      { name: "system", in: "query", about: "Its key in the register.", required: true },
      {
        name: "environment",
        in: "query",
        about: "As in a question: prod, stage, test or dev.",
        required: true,
      },
      {
        name: "folder",
        in: "query",
        about: "For .snyk and osv-scanner.toml: the folder in which the file will lie. By default the root.",
      },
      tag,
    ],
    answers: {
      200: { about: "The file.", media: [...new Set(targets.map(({ mediaType }) => mediaType))] },
      204: { about: "Nothing is in force that could be told, and the format has no way to say so." },
      304: unchanged,
    },
    problems: ["bad_query", "not_found", "system_not_bound", "environment_not_bound"],
  },
  {
    method: "post",
    path: "/gate/found-entries",
    part: "gate",
    does: "Tell of the waivers that a code base holds",
    about:
      "Files that make scanners keep silent: .trivyignore, .snyk, osv-scanner.toml, Checkov’s comments and baseline, SARIF suppressions, PolicyExceptions, exemptions of Azure Policy. What they hold is listed as found in code and approved by nobody; it opens nothing. The same files again change nothing.",
    right: "evaluate",
    parameters: [key],
    body: { multipart: "ImportContext", files: "file", most: 500 },
    answers: {
      201: { about: "Something was found, is gone or is back.", schema: "Import" },
      200: { about: "Nothing has changed.", schema: "Import" },
    },
    problems: [
      "idempotency_key_missing",
      "bad_context",
      "system_not_bound",
      "environment_not_bound",
      "in_progress",
      "too_large",
      "media_type",
      "idempotency_key_reused",
    ],
  },
  {
    method: "get",
    path: "/gate/found-entries",
    part: "gate",
    does: "Waivers found in code that nobody approved, newest first",
    right: "export",
    parameters: [
      tag,
      {
        name: "system",
        in: "query",
        about: "One system by its key. By default all that the token is bound to.",
      },
      { name: "gone", in: "query", about: "Those that are gone as well.", schema: { enum: ["yes"] } },
      { name: "below", in: "query", about: "Where the next page begins; take it from “next”." },
    ],
    answers: { 200: { about: "One page.", schema: "FoundEntries" }, 304: unchanged },
    problems: ["bad_query"],
  },
  {
    method: "post",
    path: "/conditions/{id}/readings",
    part: "conditions",
    does: "Send readings of a condition that is measured",
    about: `One reading, or a list of up to ${mostReadings}. The last of them says whether the condition holds; one that breaks a condition that suspends takes the exception out of force before this is answered. The same source reads once at one instant, so that sending again is harmless and needs no Idempotency-Key. With “value” in the address any JSON will do.`,
    right: "measure",
    parameters: [
      { name: "id", in: "path", about: "The condition’s id, as its record shows it.", required: true },
      {
        name: "value",
        in: "query",
        about:
          "Where the number stands in the JSON that is sent, as a JSON pointer: “/data/result/0/value/1”.",
      },
      {
        name: "at",
        in: "query",
        about: "Where its instant stands: RFC 3339, or seconds or milliseconds since 1970. By default now.",
      },
      { name: "source", in: "query", about: "Who read it, where “value” is given." },
    ],
    body: { json: "Readings" },
    answers: {
      201: { about: "Taken.", schema: "ReadingsTaken" },
      200: { about: "All of them were known.", schema: "ReadingsTaken" },
    },
    problems: ["bad_query", "not_found", "wrong_status", "too_large", "media_type", "request_incomplete"],
  },
  {
    method: "post",
    path: "/readings/alertmanager",
    part: "conditions",
    does: "Take the alerts of Prometheus’s Alertmanager as readings",
    about:
      "A webhook receiver. The label exception_condition names the condition: firing breaks it, resolved mends it. With exception_while_firing: holds it is the other way round, and silence makes it stale.",
    right: "measure",
    body: { json: "Alerts" },
    answers: { 200: { about: "Taken, and what of it was not.", schema: "AlertsTaken" } },
    problems: ["too_large", "media_type", "request_incomplete"],
  },
  {
    method: "get",
    path: "/exceptions/{number}/conditions",
    part: "conditions",
    does: "What has to hold, whether it does now, and its last reading",
    right: "export",
    parameters: [number, tag],
    answers: { 200: { about: "In order.", schema: "Conditions" }, 304: unchanged },
    problems: ["not_found"],
  },
  {
    method: "get",
    path: "/exceptions",
    part: "register",
    does: "Search the register, newest first",
    about: "Whatever has a place that the token is bound to.",
    right: "export",
    parameters: [
      tag,
      {
        name: "q",
        in: "query",
        about:
          "Words and filters as in the register’s search: “risk:high status:active ends:<7d policy:SEC-014 debug”.",
      },
      {
        name: "view",
        in: "query",
        about: "One of the register’s views.",
        schema: {
          enum: ["all", "in-force", "pending", "ended", "sensitive", "not-holding", "open"],
          default: "all",
        },
      },
      {
        name: "limit",
        in: "query",
        about: "How many at once.",
        schema: { type: "integer", minimum: 1, maximum: 200, default: 50 },
      },
      { name: "below", in: "query", about: "Where the next page begins; take it from “next”." },
    ],
    answers: { 200: { about: "One page.", schema: "Exceptions" }, 304: unchanged },
    problems: ["bad_query"],
  },
  {
    method: "get",
    path: "/exceptions/{number}",
    part: "register",
    does: "One exception: what was asked, who decided, what has to hold",
    right: "export",
    parameters: [number, tag],
    answers: { 200: { about: "As it stands.", schema: "Exception" }, 304: unchanged },
    problems: ["not_found"],
  },
  {
    method: "get",
    path: "/exceptions/{number}/events",
    part: "register",
    does: "All that happened to it, oldest first, with the hash of each event",
    right: "export",
    parameters: [number, tag],
    answers: { 200: { about: "Its chain in the trail.", schema: "Events" }, 304: unchanged },
    problems: ["not_found"],
  },
  {
    method: "get",
    path: "/policies",
    part: "register",
    does: "The catalogue of policies that are in use",
    right: "export",
    parameters: [tag],
    answers: { 200: { about: "By key.", schema: "Policies" }, 304: unchanged },
    problems: [],
  },
  {
    method: "get",
    path: "/systems",
    part: "register",
    does: "The systems that the token is bound to",
    about:
      "With what oversight knows of each: model, vendor, data sets, deployment, and its records elsewhere. Systems are added and changed by people, on the screens: no token writes to the directory.",
    right: "export",
    parameters: [tag],
    answers: { 200: { about: "By name.", schema: "Systems" }, 304: unchanged },
    problems: [],
  },
  {
    method: "get",
    path: "/openapi.json",
    part: "document",
    does: "All of this for machines, in OpenAPI 3.1",
    right: null,
    open: true,
    parameters: [tag],
    answers: { 200: { about: "The document." }, 304: unchanged },
    problems: [],
  },
];

// Jobs that a re-check starts itself (R15): a workflow of GitHub, a pipeline of GitLab. People give the address that they
// know from their browser; what is called is that of the API beside it.
// https://docs.github.com/en/rest/actions/workflows#create-a-workflow-dispatch-event
// https://docs.gitlab.com/api/pipeline_triggers/#trigger-a-pipeline-with-a-token

import type { Callback, Outgoing } from "@/lib/outgoing/message";
import type { WebhookKind } from "@/prisma/generated/enums";

const jobKinds = ["github", "gitlab"] as const satisfies WebhookKind[];
export type JobKind = (typeof jobKinds)[number];

export function isJob(kind: WebhookKind): kind is JobKind {
  return (jobKinds as WebhookKind[]).includes(kind);
}

const workflow = /^\/([\w.-]+)\/([\w.-]+)\/actions\/workflows\/([\w.-]+\.ya?ml)$/;
const trigger = /^(?:\/[\w.-]+)*\/api\/v4\/projects\/\d+\/trigger\/pipeline$/;

export function whyNotJob(kind: JobKind, address: string): string | null {
  const path = URL.canParse(address) ? new URL(address).pathname.replace(/\/$/, "") : "";
  if (kind === "github")
    return workflow.test(path)
      ? null
      : "Give the address of the workflow, such as https://github.com/acme/payroll/actions/workflows/recheck.yml.";
  return trigger.test(path)
    ? null
    : "Give the address that GitLab shows beside its trigger token, such as https://gitlab.com/api/v4/projects/7/trigger/pipeline.";
}

/** What is called: github.com has its API on another host, an enterprise server below its own. */
export function callFor(kind: JobKind, address: string): string {
  const { origin, host, pathname } = new URL(address);
  const path = pathname.replace(/\/$/, "");
  if (kind === "gitlab") return origin + path;
  const [, owner, repository, file] = workflow.exec(path) ?? [];
  const api = host === "github.com" ? "https://api.github.com" : `${origin}/api/v3`;
  return `${api}/repos/${owner}/${repository}/actions/workflows/${file}/dispatches`;
}

type Place = { system: string; environment: string };
type Start = { branch: string; token: string; callback: Callback | undefined };

/** What a job is started with. Without the callback, for people to read. */
export function startOf(
  kind: JobKind,
  { data }: Outgoing,
  { branch, token, callback }: Start,
): { headers: Record<string, string>; body: string } {
  const told = {
    recheck: String(data.recheck),
    exception: String(data.exception),
    deadline: String(data.deadline),
    places: joined(data.places, ({ system, environment }: Place) => `${system}/${environment}`),
    tools: joined(data.tools, String),
    ...(callback && { callback_token: callback.token }),
  };
  if (kind === "github")
    return {
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "user-agent": "exceptions-register",
        "x-github-api-version": "2022-11-28",
      },
      body: JSON.stringify({ ref: branch, inputs: told }),
    };
  const variables = Object.fromEntries(
    Object.entries(told).map(([name, value]) => [`EXCEPTIONS_${name.toUpperCase()}`, value]),
  );
  return { headers: {}, body: JSON.stringify({ ...(token && { token }), ref: branch, variables }) };
}

function joined<Item>(items: unknown, word: (item: Item) => string): string {
  return (Array.isArray(items) ? (items as Item[]) : []).map(word).join(",");
}

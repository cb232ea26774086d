// The last requests routed once more, by the rules in force and by other ones: whose steps would change? It writes nothing.

import { db } from "@/lib/db";
import { approverPools } from "@/lib/exceptions/approver-pools";
import type { Content } from "@/lib/exceptions/revisions";
import { type Asked, type Pool, type Route, route } from "@/lib/exceptions/routing";
import type { Rules } from "@/lib/exceptions/rules";
import type { Risk } from "@/prisma/generated/enums";

export const replayed = 50;

export type Replayed = {
  number: number;
  title: string;
  risk: Risk;
  /** Who decides by the rules in force, and who would by the others. */
  was: string[];
  now: string[];
};

export async function replayRules(
  inForce: Rules,
  tried: Rules,
  at: Date,
): Promise<{ of: number; changed: Replayed[] }> {
  const [requests, pools, policies, systems] = await Promise.all([
    db.exception.findMany({
      select: {
        number: true,
        title: true,
        risk: true,
        renewal: true,
        revisions: { select: { content: true }, orderBy: { number: "desc" }, take: 1 },
      },
      orderBy: { number: "desc" },
      take: replayed,
    }),
    approverPools(db, at),
    db.policy.findMany({ select: { id: true, key: true, domain: true, controlOwnerId: true } }),
    db.system.findMany({ select: { id: true, kind: true } }),
  ]);

  const changed = requests.flatMap(({ number, title, risk, renewal, revisions }) => {
    const content = revisions[0]?.content as Content;
    const asked: Asked = {
      risk,
      renewal,
      classification: content.classification,
      environments: content.scope.map(({ environment }) => environment),
      ...referred(content, policies, systems),
    };
    const [was, now] = [inForce, tried].map((rules) => inWords(route(asked, rules, pools as Pool[]).steps));
    return JSON.stringify(was) === JSON.stringify(now)
      ? []
      : [{ number, title, risk, was: was ?? [], now: now ?? [] }];
  });
  return { of: requests.length, changed };
}

type Policy = { id: string; key: string; domain: Asked["domains"][number]; controlOwnerId: string };
type System = { id: string; kind: Asked["systemKinds"][number] };

function referred({ scope }: Content, policies: Policy[], systems: System[]) {
  const broken = policies.filter(({ id }) => scope.some(({ policy }) => policy === id));
  return {
    policies: broken,
    domains: broken.map(({ domain }) => domain),
    systemKinds: systems
      .filter(({ id }) => scope.some(({ system }) => system === id))
      .map(({ kind }) => kind),
  };
}

/** "1 Security", "1 Finance, 2 people", "2 Executive forum, within 4 hours". */
function inWords(steps: Route[]): string[] {
  return steps.map(({ group, needed, stage, dueHours }) =>
    [`${stage} ${group.name}`, needed > 1 && `${needed} people`, dueHours && `within ${dueHours} hours`]
      .filter(Boolean)
      .join(", "),
  );
}

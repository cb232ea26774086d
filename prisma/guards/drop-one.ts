// Takes away one guard at a time and asks the cases whether they notice (npm run test:guards). A guard that nobody would
// miss is either useless or untested. DATABASE_SUPERUSER_URL names an empty, migrated register on a throw-away server.

import { firstCatalogBreach } from "@/lib/audit/verify";
import { type Sql, withSql } from "@/lib/testing/sql";
import { type Case, surprise } from "@/prisma/guards/case";
import { everyCase } from "@/prisma/guards/cases";
import { everyMutation, type Mutation } from "@/prisma/guards/mutations";
import { makeWorld, type People } from "@/prisma/guards/world";

type Noticed = { by: "behaviour" | "catalog" | "nobody"; how: string };

export async function dropOneByOne(
  sql: Sql,
  only: (mutation: Mutation) => boolean,
  say: (line: string) => void,
) {
  const people = await makeWorld(sql);
  const cases = await everyCase(sql);
  const mutations = (await everyMutation(sql)).filter(only);

  const intact = await whoNotices(sql, people, cases, null);
  if (intact.by !== "nobody") throw new Error(`With every guard in place: ${intact.how}`);

  const results: { mutation: Mutation; noticed: Noticed }[] = [];
  for (const mutation of mutations) {
    const noticed = await whoNotices(sql, people, cases, mutation);
    results.push({ mutation, noticed });
    if (noticed.by !== "behaviour")
      say(`${noticed.by === "nobody" ? "UNNOTICED" : "catalog only"}: ${mutation.kind} ${mutation.name}`);
  }
  return { cases: cases.length, results };
}

/** The first case that goes another way than it should without this guard; without such, the catalog. */
async function whoNotices(
  sql: Sql,
  people: People,
  cases: Case[],
  mutation: Mutation | null,
): Promise<Noticed> {
  const ordered = mutation ? nearestFirst(cases, mutation) : cases;
  for (const isolation of ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"] as const) {
    const noticed = await without(sql, mutation, isolation, async () => {
      for (const one of ordered.filter((each) => each.isolation === isolation)) {
        for (const role of one.roles) {
          const how = await surprise(sql, people, one, role).catch(
            (error: Error) => `${error.name}: ${error.message}`,
          );
          if (how) return { by: "behaviour" as const, how: `${one.title} (${role}): ${how}` };
        }
      }
      return null;
    });
    if (noticed) return noticed;
  }
  const breach = await without(sql, mutation, "READ COMMITTED", () =>
    firstCatalogBreach((text) => sql.rows(text)),
  );
  return breach ? { by: "catalog", how: breach } : { by: "nobody", how: "" };
}

async function without<Result>(
  sql: Sql,
  mutation: Mutation | null,
  isolation: Case["isolation"],
  work: () => Promise<Result>,
): Promise<Result> {
  await sql.rows(`BEGIN ISOLATION LEVEL ${isolation}`);
  try {
    for (const statement of mutation?.statements ?? []) await sql.rows(statement);
    return await work();
  } finally {
    await sql.rows("ROLLBACK");
  }
}

function nearestFirst(cases: Case[], { says }: Mutation): Case[] {
  const near = (one: Case) => says.test(text(one));
  return [...cases.filter(near), ...cases.filter((one) => !near(one))];
}

/** What a case expects to hear, as far as it tells which guard says it. */
function text({ answer, title }: Case): string {
  if (typeof answer === "string") return answer;
  return answer && "constraint" in answer ? answer.constraint : title.replace("A18: ", "");
}

/** The table of what was taken away, and by whom each was missed. */
export function table(results: { mutation: Mutation; noticed: Noticed }[]): string {
  const kinds = [...new Set(results.map(({ mutation }) => mutation.kind)), null];
  const rows = kinds.map((kind) => {
    const these = results.filter(({ mutation }) => kind === null || mutation.kind === kind);
    const by = (who: Noticed["by"]) => these.filter(({ noticed }) => noticed.by === who).length;
    return [kind ?? "all", these.length, by("behaviour"), by("catalog"), by("nobody")];
  });
  const heads = ["guard", "removed", "by behaviour", "catalog only", "unnoticed"];
  return [heads, ...rows]
    .map(([first, ...rest]) => `${first}`.padEnd(18) + rest.map((cell) => `${cell}`.padStart(14)).join(""))
    .join("\n");
}

if (process.argv[1]?.endsWith("drop-one.ts")) {
  const started = Date.now();
  const url = process.env.DATABASE_SUPERUSER_URL as string;
  const { cases, results } = await withSql(url, (sql) => dropOneByOne(sql, () => true, console.log));
  const unnoticed = results.filter(({ noticed }) => noticed.by === "nobody").length;
  console.log(`\n${table(results)}\n\n${cases} cases, ${Math.round((Date.now() - started) / 1000)} s`);
  console.log(`${unnoticed} guards whose removal goes unnoticed`);
  process.exitCode = unnoticed > 0 ? 1 : 0;
}

// A case is a short story in SQL and what the database has to say to it. The same cases run as tests and, with one
// guard taken away at a time, as the proof that no guard is there for nothing (drop-one.ts).

import type { Role, Sql } from "@/lib/testing/sql";
import { undone } from "@/lib/testing/sql";
import { enter, type People, type World } from "@/prisma/guards/world";

/** What is expected: nothing, the sentence of a guard, a constraint, a column that may not be empty, or no permission. */
export type Answer =
  | null
  | string
  | { constraint: string }
  | { notNull: string }
  | { denied: string }
  | { code: string };

export type Story = (it: World) => Promise<unknown>;

export type Case = {
  title: string;
  answer: Answer;
  roles: Role[];
  isolation: "READ COMMITTED" | "REPEATABLE READ" | "SERIALIZABLE";
  /** Runs with the register's own triggers switched off, so that a constraint stands alone. */
  bare: boolean;
  story: Story;
};

type Options = Partial<Pick<Case, "roles" | "isolation" | "bare">>;

const everyWriter: Role[] = ["app", "owner", "replica"];

/** A guard refuses the app, the owner of the tables and a superuser in replica mode alike. */
export function refuses(
  answer: Exclude<Answer, null>,
  title: string,
  story: Story,
  options: Options = {},
): Case {
  return { title, answer, roles: everyWriter, isolation: "READ COMMITTED", bare: false, story, ...options };
}

/** The other side of the boundary: the same act, just allowed. */
export function allows(title: string, story: Story, options: Options = {}): Case {
  return { title, answer: null, roles: ["app"], isolation: "READ COMMITTED", bare: false, story, ...options };
}

/** Runs one case in the open transaction and leaves no trace. Gives null when the answer was the expected one. */
export async function surprise(
  sql: Sql,
  people: People,
  { answer, story, bare }: Case,
  role: Role,
): Promise<string | null> {
  const said = await undone(sql, async () => {
    try {
      if (!bare) await sql.become(role);
      await story(await enter(sql, people));
      await sql.fireDeferred();
      return null;
    } catch (error) {
      if (!(error as { code?: string }).code) throw error;
      return error as Said;
    }
  });
  if (isExpected(said, answer)) return null;
  return `expected ${JSON.stringify(answer)}, got ${said ? `${said.code} ${said.message}` : "no refusal"}`;
}

type Said = { code: string; message: string; constraint?: string; column?: string };

function isExpected(said: Said | null, answer: Answer): boolean {
  if (said === null || answer === null) return said === answer;
  if (typeof answer === "string") {
    return said.message === answer && ["23514", "42501"].includes(said.code);
  }
  if ("constraint" in answer) return said.constraint === answer.constraint;
  if ("notNull" in answer) return said.code === "23502" && said.column === answer.notNull;
  if ("denied" in answer)
    return said.code === "42501" && said.message === `permission denied for ${answer.denied}`;
  return said.code === answer.code;
}

import type { db } from "@/lib/db";
import type { Rules } from "@/lib/exceptions/rules";

type Client = Pick<typeof db, "ruleSet">;
export type RuleVersion = { version: number; rules: Rules };

/** The rules that route a request filed now: what was published last. With `version`, those of that version. */
export async function rulesInForce(client: Client, version?: number): Promise<RuleVersion> {
  const found = await client.ruleSet.findFirstOrThrow({
    where: { publishedAt: { not: null }, ...(version && { version }) },
    select: { version: true, rules: true },
    orderBy: { version: "desc" },
  });
  return { version: found.version, rules: found.rules as Rules };
}

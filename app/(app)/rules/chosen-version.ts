import type { RuleSet } from "@/lib/exceptions/rule-sets";

/** The version that the address names, else the one in force; and the draft, if there is one. */
export function chosenVersion(versions: RuleSet[], asked: string | undefined) {
  const draft = versions.find(({ publishedAt }) => publishedAt === null);
  const inForce = versions.find(({ publishedAt }) => publishedAt !== null) as RuleSet;
  return { draft, inForce, chosen: versions.find(({ version }) => String(version) === asked) ?? inForce };
}

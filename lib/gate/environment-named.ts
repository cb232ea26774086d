// The environment that a pipeline means by its word: "prod" is production. A word that is none of ours is nothing.

import type { Environment } from "@/prisma/generated/enums";

const words = new Map<string, Environment>([
  ["prod", "production"],
  ["production", "production"],
  ["stage", "staging"],
  ["staging", "staging"],
  ["test", "test"],
  ["dev", "development"],
  ["development", "development"],
]);

export function environmentNamed(word: string): Environment | undefined {
  return words.get(word.trim().toLowerCase());
}

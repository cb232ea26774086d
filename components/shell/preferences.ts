// How one person likes it, kept in cookies so that the first paint is already right.

import { cookies } from "next/headers";

export type Theme = "system" | "light" | "dark";
export type Density = "comfortable" | "compact";
export type Preferences = { theme: Theme; density: Density; singleKeys: boolean };

export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  const theme = jar.get("theme")?.value;
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    density: jar.get("density")?.value === "compact" ? "compact" : "comfortable",
    singleKeys: jar.get("single-keys")?.value !== "off",
  };
}

/** Whoever is signed in, as the shell shows them. */
export type ShellPerson = { name: string; title?: string };
